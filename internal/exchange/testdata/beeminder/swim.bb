{"params": {"yaxis": "lengths", "kyoom": true, "yaw": 1, "aggday": "max"},
 "data": [["2026-01-05", 10, "first"], ["2026-01-05", 8, "second"], ["20260106", 2], [17, 3, "odd"]]}
