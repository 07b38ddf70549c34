"""The axes of a results file have names: xarray opens every group as it stands."""
import os
import pathlib
import unittest

import h5py
import xarray

STORED = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "tests/analysis/store/stored-v2.h5"


def opened(group):
    return xarray.open_dataset(STORED, engine="h5netcdf", group=group)


class NamedAxes(unittest.TestCase):
    def test_figures_of_an_arm_have_named_axes_with_their_keys(self):
        with opened("/arms/000") as arm, opened("/") as root:
            self.assertEqual(arm["weekly"].dims, ("replicate", "week", "indicator"))
            self.assertEqual(arm["communities"].dims, ("replicate", "quarter", "community", "indicator"))
            self.assertEqual(arm["groups"].dims, ("replicate", "quarter", "group", "group_indicator"))
            self.assertEqual(root["replicate"].values.tolist(), [4, 5, 6])
            self.assertEqual(root["indicator"].values.tolist(), [b"trust", b"wait.median", b"spending", b"noise"])
            weekly = arm["weekly"].assign_coords({axis: root[axis] for axis in arm["weekly"].dims})
            self.assertEqual(float(weekly.sel(replicate=4, week=0, indicator=b"wait.median")), 1.125)

    def test_judgements_have_named_axes(self):
        with opened("/contrasts/indicators") as place, opened("/contrasts/groups") as groups:
            self.assertEqual(place["delta"].dims, ("contrast", "indicator"))
            self.assertEqual(groups["verdict"].dims, ("contrast", "group", "group_indicator"))

    def test_every_group_opens_and_no_axis_is_without_a_name(self):
        groups = ["/"]
        with h5py.File(STORED) as file:
            file.visititems(lambda name, item: groups.append(name) if isinstance(item, h5py.Group) else None)
        for group in groups:
            with opened(group) as dataset:
                for dimension in dataset.dims:
                    self.assertNotIn("phony", dimension, group)

    def test_scales_are_those_of_hdf5s_specification(self):
        with h5py.File(STORED) as file:
            self.assertTrue(h5py.h5ds.is_scale(file["week"].id))
            weekly = file["arms/000/weekly"]
            self.assertEqual([list(axis.keys()) for axis in weekly.dims], [["replicate"], ["week"], ["indicator"]])
            attached = [(file[dataset].name, axis) for dataset, axis, *_ in file["week"].attrs["REFERENCE_LIST"]]
            self.assertIn(("/arms/001/weekly", 1), attached)


if __name__ == "__main__":
    unittest.main()
