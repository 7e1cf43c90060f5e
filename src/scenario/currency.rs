//! Currencies: the codes of ISO 4217, their minor units, and the symbols that tables use.

/// Active codes, without funds, metals and testing codes.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD \
MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    code: [u8; 3],
}

impl Currency {
    /// Australian dollars, a scenario's default.
    pub const AUD: Self = Self { code: *b"AUD" };

    /// The currency of an ISO 4217 code in capitals.
    pub fn from_code(code: &str) -> Option<Self> {
        let known = CODES.split(' ').any(|known| known == code);
        code.as_bytes().try_into().ok().filter(|_| known).map(|code| Self { code })
    }

    /// All codes.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        CODES.split(' ')
    }

    /// The ISO 4217 code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// The decimals to which money is rounded (`docs/economics.md` section 1).
    pub fn places(self) -> u32 {
        match &self.code {
            b"JPY" | b"KRW" | b"VND" | b"CLP" => 0,
            b"KWD" | b"BHD" | b"OMR" | b"JOD" | b"TND" => 3,
            _ => 2,
        }
    }

    /// What stands before an amount: a symbol that means one currency only, or the code and a space.
    pub fn prefix(self, is_unicode: bool) -> String {
        let symbol = match &self.code {
            b"AUD" => "A$",
            b"NZD" => "NZ$",
            b"USD" => "US$",
            b"CAD" => "C$",
            b"HKD" => "HK$",
            b"SGD" => "S$",
            b"GBP" if is_unicode => "£",
            b"EUR" if is_unicode => "€",
            b"INR" if is_unicode => "₹",
            b"KRW" if is_unicode => "₩",
            _ => return format!("{} ", self.code()),
        };
        symbol.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_codes_and_minor_units() {
        assert_eq!(Currency::from_code("AUD"), Some(Currency::AUD));
        assert_eq!(Currency::from_code("AUS"), None);
        assert_eq!(Currency::from_code("aud"), None);
        assert_eq!(Currency::from_code("AUD NZD"), None);
        let places = |code| Currency::from_code(code).unwrap().places();
        assert_eq!((places("JPY"), places("KWD"), places("EUR")), (0, 3, 2));
        assert_eq!(Currency::from_code("EUR").unwrap().prefix(false), "EUR ");
        assert!(Currency::codes().all(|code| Currency::from_code(code).is_some()));
    }
}
