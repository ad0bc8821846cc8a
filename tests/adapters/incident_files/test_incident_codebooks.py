"""Hold the readers of incidents to the columns and names that the databases publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from incident_tables import ACLED, GED, GTD, table, write

from safeconduct.adapters.incident_files.acled import KINDS, NO_VIOLENCE, Acled
from safeconduct.adapters.incident_files.ged import Ged
from safeconduct.adapters.incident_files.gtd import ATTACKS, Gtd
from safeconduct.adapters.incident_files.reader import IncidentFiles, find_form

GED_COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)  # of version 23.1
ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
    "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
    "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)  # since March 2023
GTD_COLUMNS = (
    "eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city "
    "latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative "
    "alternative_txt multiple success suicide attacktype1 attacktype1_txt weaptype1 weaptype1_txt weapsubtype1 "
    "weapsubtype1_txt weapdetail nkill nkillus nkillter nwound nwoundus nwoundte"
)  # the first, and those of attack, weapon and casualties
SUB_EVENT_TYPES = (
    "Government regains territory;Non-state actor overtakes territory;Armed clash;Excessive force against protesters;"
    "Protest with intervention;Peaceful protest;Violent demonstration;Mob violence;Chemical weapon;Air/drone strike;"
    "Suicide bomb;Shelling/artillery/missile attack;Remote explosive/landmine/IED;Grenade;Sexual violence;Attack;"
    "Abduction/forced disappearance;Agreement;Arrests;Change to group/activity;Disrupted weapons use;"
    "Headquarters or base established;Looting/property destruction;Non-violent transfer of territory;Other"
)


@pytest.mark.parametrize(
    ("columns", "row", "form"),
    [(GED_COLUMNS, GED, Ged), (ACLED_COLUMNS, ACLED, Acled), (GTD_COLUMNS, GTD, Gtd)],
)
@pytest.mark.parametrize("shout", [False, True])
def test_a_table_with_the_published_columns_is_read(
    tmp_path: Path, columns: str, row: dict[str, str], form: type, shout: bool
) -> None:
    """Told by its columns, in capitals too, as older exports of ACLED have them; every column that is used is there."""
    names = columns.split()
    assert isinstance(find_form(names), form)
    assert set(row) <= set(names)
    text = table({name: row.get(name, "") for name in names}, {})
    head, rest = text.split("\n", 1)
    read = IncidentFiles().read([write(tmp_path / "a.csv", f"{head.upper() if shout else head}\n{rest}")], 0)
    assert (len(read.incidents), read.faults) == (1, ())
    assert read.incidents[0].harmed in (3, 4, 5)


def test_every_published_sub_event_type_is_known() -> None:
    """All 25 of ACLED: each is a kind, is told by its notes, or is no violence; none is two of these."""
    names = {name.lower() for name in SUB_EVENT_TYPES.split(";")}
    assert len(names) == 25
    assert names <= KINDS.keys() | NO_VIOLENCE
    assert not KINDS.keys() & NO_VIOLENCE
    assert {name.replace("protestors", "protesters") for name in KINDS} | NO_VIOLENCE == names


def test_every_attack_type_is_known() -> None:
    """The nine of GTD."""
    assert sorted(ATTACKS) == list(range(1, 10))
