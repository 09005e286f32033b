"""Reads the tables of this export into pandas data frames: ``tables = read_cohort("path/to/the/folder")``.

``tables["regimens"]`` is one data frame; days and numbers are numeric, yes or no is boolean, codes are categories with
their labels in ``tables["regimens"].attrs["labels"]``. Needs Python 3.9 or later and pandas 1.5 or later.
"""

from pathlib import Path

import pandas as pd

GUARD = "'"
NUMERIC = ("day", "number")


def read_cohort(folder: str = ".") -> dict:
    """Name of each table -> its data frame. Raises FileNotFoundError where the folder is not an export."""
    place = Path(folder)
    codebook = pd.read_csv(place / "codebook.csv", dtype=str, keep_default_na=False)
    values = pd.read_csv(place / "values.csv", dtype=str, keep_default_na=False)
    return {name: _table(place, name, columns, values) for name, columns in codebook.groupby("table", sort=False)}


def _table(place: Path, name: str, columns: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    frame = pd.read_csv(place / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)
    frame = frame.apply(lambda one: one.str.replace(rf"^{GUARD}", "", regex=True)).replace("", pd.NA)
    labels = {}
    for column in columns.itertuples():
        if column.holds in NUMERIC:
            frame[column.column] = pd.to_numeric(frame[column.column])
        elif column.holds == "yes or no":
            frame[column.column] = frame[column.column].map({"true": True, "false": False}).astype("boolean")
        elif column.holds == "code" and column.value_set:
            codes = values[values["value_set"] == column.value_set]
            labels[column.column] = codes.set_index("code")["label"].to_dict()
            frame[column.column] = frame[column.column].astype("category")
    frame.attrs["labels"] = labels
    return frame
