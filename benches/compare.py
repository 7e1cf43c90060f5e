"""The comparison of `smarthands compare FOLDER --format csv`, as a script: tomllib, decimal and csv, nothing else.

It serves the scenarios that `benches/scale` generates: twelve months, their models and keys, exact to the cent.
It checks no input, searches no break-even volumes, and leaves out the columns that need them.
"""

import csv
import itertools
import re
import sys
import tomllib
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path

MONTHS = 12
COLUMNS = (
    "file scenario option name model currency months visits_per_month hours_per_month annual_cost annual_cost_low "
    "annual_cost_high total_cost present_value target_gross_margin revenue_needed revenue_needed_low "
    "revenue_needed_high break_even_sales break_even_sales_low break_even_sales_high cost_per_visit cost_per_hour "
    "price_per_visit price_per_hour price_per_client annual_revenue annual_gross_profit gross_margin meets_target "
    "utilisation is_cheapest is_most_profitable"
).split()
AFTER_HOURS = Decimal("1.5")
ZERO, ONE = Decimal(0), Decimal(1)


def absorbed(amount):
    """Rounds away what was lost at the last digit."""
    return amount.quantize(Decimal("1e-12"), ROUND_HALF_UP)


def money(amount):
    return "" if amount is None else f"{absorbed(amount).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def quantity(amount):
    if amount is None:
        return ""
    text = f"{absorbed(amount).quantize(Decimal('1e-6'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def flag(answer):
    return "" if answer is None else str(answer).lower()


def ceiling(amount):
    return absorbed(amount).to_integral_value(ROUND_CEILING)


def number(value):
    """A number, or a share such as "12.5%"."""
    if isinstance(value, str):
        return Decimal(value.rstrip("% ")) / 100
    return Decimal(value)


def is_range(value):
    return isinstance(value, dict) and "low" in value and "high" in value


def base(value):
    if "likely" in value:
        return value["likely"]
    return (number(value["low"]) + number(value["high"])) / 2


class Terms:
    """The terms of a part, with one value for each that is a range."""

    def __init__(self, table, ends):
        self.table = {key: ends.get(key, value) for key, value in table.items()}

    def __getitem__(self, key):
        return number(self.table[key])

    def get(self, key, default=ZERO):
        return number(self.table[key]) if key in self.table else default

    def amounts(self, key):
        return [number(value) for value in self.table.get(key, {}).values()]


class Segment:
    def __init__(self, name, table):
        self.name = name
        self.clients = number(table["clients"])
        self.volume = self.clients * number(table["visits_per_client"])
        self.visits = [self.volume * number(season) for season in table.get("seasonality", [1] * MONTHS)]
        self.hours = number(table["hours_per_visit"])
        self.after_hours = number(table.get("after_hours_share", 0))
        self.km = number(table.get("km_per_visit", 0))


def segments_of(demand):
    defaults = {key: value for key, value in demand.items() if key != "segment"}
    if "segment" not in demand:
        return [Segment("", demand)]
    return [Segment(name, defaults | own) for name, own in demand["segment"].items()]


def billed_hours(terms, segment):
    increment = terms.get("billing_increment")
    rounded = ceiling(segment.hours / increment) * increment if increment else segment.hours
    in_hours = max(terms.get("minimum_hours"), rounded)
    out_of_hours = max(terms.get("out_of_hours_minimum", terms.get("minimum_hours")), rounded)
    return in_hours, out_of_hours


def travel(terms, segments, month):
    cost = ZERO
    for segment in segments:
        distance = max(ZERO, segment.km - terms.get("free_km"))
        cost += segment.visits[month] * (terms.get("travel_per_visit") + terms.get("km_rate") * distance)
    return cost


def per_incident(terms, segments):
    for month in range(MONTHS):
        cost = travel(terms, segments, month)
        for segment in segments:
            in_hours, out_of_hours = billed_hours(terms, segment)
            share = segment.after_hours
            hours = (1 - share) * in_hours + share * out_of_hours * AFTER_HOURS
            cost += segment.visits[month] * hours * terms["hourly_rate"]
        yield cost


def pool_use(terms, segments, month):
    used = ZERO
    for segment in segments:
        in_hours, out_of_hours = billed_hours(terms, segment)
        share = segment.after_hours
        used += segment.visits[month] * ((1 - share) * in_hours + share * out_of_hours * AFTER_HOURS)
    return used


def retainer(terms, segments):
    carried = ZERO
    for month in range(MONTHS):
        used = pool_use(terms, segments, month)
        available = carried + terms["included_hours"]
        overage = max(ZERO, used - available) * terms["overage_rate"]
        carried = min(terms.get("rollover_hours"), max(ZERO, available - used))
        setup = terms.get("setup_fee") if month == 0 else ZERO
        yield terms["monthly_fee"] + overage + setup + travel(terms, segments, month)


def dedicated(terms, segments):
    reserved = terms["days_per_month"] * terms.get("hours_per_day", Decimal(8))
    for month in range(MONTHS):
        needed = out_of_hours = ZERO
        for segment in segments:
            attended = segment.hours + terms.get("travel_hours_per_visit")
            needed += segment.visits[month] * (1 - segment.after_hours) * attended
            billed = billed_hours(terms, segment)[1]
            out_of_hours += segment.visits[month] * billed * segment.after_hours * AFTER_HOURS
        fee = terms["days_per_month"] * terms["day_rate"]
        overage = max(ZERO, needed - reserved) * terms["overage_rate"]
        yield fee + overage + out_of_hours * terms["overage_rate"] + travel(terms, segments, month)


def hire(terms, segments):
    driving = terms.get("travel_hours_per_visit")
    capacity = terms.get("productive_hours_per_year", Decimal(1672)) * terms.get("utilisation", ONE) / 12
    demand, overtime = [], []
    for month in range(MONTHS):
        hours = [(segment, segment.visits[month] * (segment.hours + driving)) for segment in segments]
        demand.append(sum(worked * (1 - segment.after_hours) for segment, worked in hours))
        overtime.append(sum(worked * segment.after_hours * AFTER_HOURS for segment, worked in hours))
    heads = max(ONE, ceiling(max(demand) / capacity))
    salary = terms["salary"]
    hourly = salary / (52 * terms.get("hours_per_week", Decimal(38)))
    for month in range(MONTHS):
        pay = heads * salary / 12 * (1 + sum(terms.amounts("on_costs")))
        yearly = heads * sum(terms.amounts("yearly_costs")) / 12
        recruitment = heads * terms.get("recruitment_cost") if month == 0 else ZERO
        yield pay + yearly + recruitment + overtime[month] * hourly + travel(terms, segments, month)


def fly_in(terms, segments):
    for month in range(MONTHS):
        visits = sum(segment.visits[month] for segment in segments)
        trips = visits / terms.get("visits_per_trip", ONE)
        labour = sum(
            segment.visits[month] * segment.hours * (1 + segment.after_hours * (AFTER_HOURS - 1))
            for segment in segments
        )
        labour += trips * terms.get("travel_hours_per_trip")
        vehicle = trips * terms.get("km_per_trip") * terms.get("km_rate")
        nights = trips * terms.get("overnight_share") * terms.get("overnight_cost")
        yield labour * terms["hourly_cost"] + vehicle + nights


MODELS = {"per-incident": per_incident, "retainer": retainer, "dedicated": dedicated, "hire": hire, "fly-in": fly_in}


class Option:
    """One option's costs: month by month in the base case, and the least and greatest total over its ranges."""

    def __init__(self, table, segments):
        self.name = table["name"]
        self.id = table.get("id") or re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")
        self.parts = table.get("part") or [table]
        self.extras = table.get("extra", [])
        self.model = self.parts[0]["model"] if len(self.parts) == 1 else "blend"
        ranged = [(i, key) for i, part in enumerate(self.parts) for key in part if is_range(part[key])]
        likely = {(i, key): base(self.parts[i][key]) for i, key in ranged}
        self.monthly = self.costs(segments, likely)
        self.total = sum(self.monthly)
        totals = [self.total]
        for ends in itertools.product(("low", "high"), repeat=len(ranged)):
            chosen = {(i, key): self.parts[i][key][end] for (i, key), end in zip(ranged, ends)}
            totals.append(sum(self.costs(segments, chosen)))
        self.low, self.high = min(totals), max(totals)
        self.utilisation = self.pool_share(segments)

    def served(self, part, segments):
        return [segment for segment in segments if segment.name in part.get("serves", [segment.name])]

    def costs(self, segments, ends):
        monthly = [ZERO] * MONTHS
        for i, part in enumerate(self.parts):
            terms = Terms(part, {key: value for (of, key), value in ends.items() if of == i})
            costs = MODELS[part["model"]](terms, self.served(part, segments))
            monthly = [before + cost for before, cost in zip(monthly, costs)]
        for extra in self.extras:
            if extra["per"] != "month":
                raise ValueError(f"an extra per {extra['per']} is not known here")
            monthly = [before + number(extra["amount"]) for before in monthly]
        return monthly

    def pool_share(self, segments):
        used = pool = ZERO
        for part in self.parts:
            if part["model"] == "retainer":
                terms = Terms(part, {})
                served = self.served(part, segments)
                used += sum(pool_use(terms, served, month) for month in range(MONTHS))
                pool += MONTHS * terms["included_hours"]
        return used / pool if pool else None


def rows(path):
    with open(path, "rb") as file:
        scenario = tomllib.load(file, parse_float=Decimal)
    horizon = scenario.get("horizon", {})
    if horizon.get("months", MONTHS) != MONTHS:
        raise ValueError(f"{path}: only twelve months are known here")
    discount = 1 + number(horizon.get("discount_rate", 0)) / 12
    target = scenario["target"]
    margin = number(target["gross_margin"]) if "gross_margin" in target else None
    if margin is None:
        markup = number(target["markup"])
        margin = markup / (1 + markup)
    segments = segments_of(scenario["demand"])
    visits = sum(sum(segment.visits) for segment in segments)
    hours = sum(sum(segment.visits) * segment.hours for segment in segments)
    clients = MONTHS * sum(segment.clients for segment in segments)

    revenue = scenario.get("revenue")
    collected, kept = None, ONE
    if revenue is not None:
        kept = 1 - number(revenue.get("bad_debt_share", 0))
        collected = (hours * number(revenue["per_hour"]) + clients * number(revenue["per_client"])) * kept

    options = [Option(table, segments) for table in scenario["option"]]
    cheapest = min(options, key=lambda option: option.total)
    for option in options:
        needed, needed_low, needed_high = (
            cost / (1 - margin) / kept for cost in (option.total, option.low, option.high)
        )
        sales = [cost / margin if margin else None for cost in (option.total, option.low, option.high)]
        profit = None if collected is None else collected - option.total
        present = sum(cost / discount ** (month + 1) for month, cost in enumerate(option.monthly))
        yield [
            path,
            scenario["name"],
            option.id,
            option.name,
            option.model,
            scenario.get("currency", "AUD"),
            MONTHS,
            quantity(sum(segment.volume for segment in segments)),
            quantity(sum(segment.volume * segment.hours for segment in segments)),
            *map(money, (option.total, option.low, option.high, option.total, present)),
            quantity(margin),
            *map(money, (needed, needed_low, needed_high, *sales)),
            *map(money, (option.total / visits, option.total / hours)),
            *map(money, (needed / visits, needed / hours, needed / clients)),
            *map(money, (collected, profit)),
            quantity(profit / collected if profit is not None else None),
            flag(collected * (1 - margin) >= option.total if collected is not None else None),
            quantity(option.utilisation),
            flag(option is cheapest),
            flag(option is cheapest if collected is not None else None),
        ]


def main():
    paths = sorted(str(path) for path in Path(sys.argv[1]).rglob("*.toml"))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path in paths:
        writer.writerows(rows(path))


if __name__ == "__main__":
    main()
