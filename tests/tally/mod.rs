//! How much was checked, so that a test that checks nothing is noticed.

/// Declares a `Tally` of counts: their type, then their names.
macro_rules! tally {
    ($number:ty: $($(#[$doc:meta])* $count:ident),+ $(,)?) => {
        /// How much was checked.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Tally {
            $($(#[$doc])* pub(crate) $count: $number,)+
        }

        impl Tally {
            pub(crate) fn plus(self, other: Self) -> Self {
                Self { $($count: self.$count + other.$count,)+ }
            }

            /// Whether no count is below the other's.
            #[allow(dead_code, reason = "some tests hold counts against each other instead")]
            pub(crate) fn is_at_least(self, least: Self) -> bool {
                true $(&& self.$count >= least.$count)+
            }
        }
    };
}

pub(crate) use tally;
