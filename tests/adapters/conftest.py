"""Give a small valid case as files, for the tests to spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

SMALL_CASE = {
    "case.toml": """name = "EXERCISE small"
start = 2031-03-04T06:00:00+02:00
deadline = 2031-03-04T18:00:00+02:00
step_minutes = 15

[limits]
walk_kmh = 4.0
walk_metres_max = 3000
wait_minutes_max = 120
connection_minutes_min = 60
turnaround_minutes = 15
curfew = ["21:00-04:30"]

[objective]
left_behind = 0.02
background_rate = 2e-5
sheltered_factor = 0.1
crowd_rate = 5e-7
hour = 1e-7

[uncertainty]
flight_cancelled = 0.05
""",
    "node.csv": """node_id,x_coord,y_coord
a,24.90,60.10
b,24.91,60.10
c,24.92,60.10
d,24.93,60.10
e,24.94,60.10
""",
    "link.csv": """link_id,from_node_id,to_node_id,length,free_speed,allowed_uses,capacity,lanes,name
1,a,b,500,30,walk;auto,600,2,Quay
2,b,c,500,,"walk,auto",,,
3,c,d,500,30,auto,,,
4,d,c,500,30,auto,,,
""",
    "site.csv": """site_id,kind,node_id,name,holding,throughput,open,serves
T1,transit_point,b,,150,,2031-03-04T06:00:00+02:00/2031-03-04T12:00:00+02:00,
C1,checkpoint,c,,,320,,
G1,gate,d,,150,200,,A1
A1,airhead,e,,1000,,,
""",
    "party.csv": """party_id,node_id,size,priority,modes,ready,language,needs
P1,a,5,1,walk,2031-03-04T07:00:00+02:00,fa,wheelchair
P2,b,3,2,walk;auto,2031-03-04T08:00:00+02:00,,
""",
    "fleet.csv": """fleet_id,depot_node_id,vehicles,seats,available
B1,b,2,45,
""",
    "flight.csv": """flight_id,airhead,departs,seats
F1,A1,2031-03-04T12:00:00+02:00,200
F2,A1,2031-03-04T16:00:00+02:00,200
""",
    "closure.csv": """what,id,from,to,reason
link,3,2031-03-04T09:00:00+02:00,2031-03-04T10:00:00+02:00,roadblock
""",
    "hazard.csv": """what,id,from,to,rate
link,1,2031-03-04T09:00:00+02:00,2031-03-04T10:00:00+02:00,1e-3
node,d,2031-03-04T09:00:00+02:00,2031-03-04T11:00:00+02:00,2e-3
""",
    "report.csv": """report_id,origin,outlet,reliability,x_coord,y_coord,radius,from,to,claim,rate
R1,ministry,radio,B,24.92,60.10,800,2031-03-04T09:00:00+02:00,2031-03-04T12:00:00+02:00,threat,
R2,,forum,F,24.93,60.10,400,2031-03-04T09:00:00+02:00,2031-03-04T12:00:00+02:00,clear,
""",
    "watch.csv": """watch_id,source,kind,place,x_coord,y_coord,radius,from,to,seen,last_heard
W1,contact at C1,contact,C1,,,,2031-03-03T06:00:00+02:00,2031-03-05T06:00:00+02:00,,2031-03-04T02:00:00+02:00
W2,harbour cameras,camera,,24.93,60.10,150,2031-03-01T06:00:00+02:00,2031-03-05T06:00:00+02:00,0.4,
""",
}


@pytest.fixture
def small_case_files() -> dict[str, str]:
    """Give the text of every file of a small valid case."""
    return dict(SMALL_CASE)


@pytest.fixture
def small_case(tmp_path: Path) -> Path:
    """Give the folder of a small valid case."""
    folder = tmp_path / "case"
    folder.mkdir()
    for name, text in SMALL_CASE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
