"""Claims put to their worlds: what is told, what stays in the folders, going on after a stop, and what is refused."""

import json
import signal
import subprocess
import time
import unittest

from cli_test import BIN, DONE, MACHINE_FAILED, InFolder, liandong

# Two communities of a hundred households, a few weeks: 21 worlds in a second.
CLAIM = """
burn_in = "street-committee"
[place]
extends = "baotou"
communities = 2
communities_per_street = 2
households = 100
estates = 1
[run]
burn_in_weeks = 4
weeks = {weeks}
replicates = 2
[worlds]
count = {worlds}
[claim]
id = "T1"
text = {{ en = "Without a list there are more tasks.", zh = "没有清单则事项更多。" }}
source = "nowhere"
treatment = "free"
control = "list"
indicator = "tasks.committee"
direction = "{direction}"
smallest_effect = {effect}
reason = "two tasks"
by_construction = {built_in}
[[arm]]
name = "list"
title = "A list"
arrangement = "street-committee"
levers.tasks.list_filter = 0.9
[[arm]]
name = "free"
title = "No list"
arrangement = "street-committee"
levers.tasks.list_filter = 0
"""


UNASKABLE = """
title = "The moon"
[claim]
id = "T2"
text = { en = "The moon moves people.", zh = "月亮牵动人心。" }
source = "nowhere"
unaskable = { en = "The model has no moon.", zh = "模型中没有月亮。" }
"""

ONLY_IF = """
[claim.only_if]
unknown = "context.organisation_readiness"
side = "above"
"""

# The list itself is taken away from both.
THROUGH = """
[claim.through]
treatment = "free-blocked"
control = "list-blocked"
"""
BLOCKED = """
[[arm]]
name = "list-blocked"
title = "A list, blocked"
arrangement = "street-committee"
levers.tasks.list_filter = 0.5
[[arm]]
name = "free-blocked"
title = "No list, blocked"
arrangement = "street-committee"
levers.tasks.list_filter = 0.5
"""

CONTEXT = CLAIM.split("[worlds]")[0].format(weeks=8)
RAW_AND_READY = """
[[arm]]
name = "raw"
title = "Not ready"
arrangement = "street-committee"
context.organisation_readiness = 0.1
[[arm]]
name = "ready"
title = "Ready"
arrangement = "street-committee"
context.organisation_readiness = 0.9
"""


def claim(direction="higher", weeks=8, worlds=21, effect=2, built_in="false"):
    return CLAIM.format(direction=direction, weeks=weeks, worlds=worlds, effect=effect, built_in=built_in)


class Hypotheses(InFolder):
    def judged(self, *arguments):
        done = liandong("hypotheses", *arguments, "--json", cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        return json.loads(done.stdout)

    def test_a_claim_and_its_opposite_hold_and_are_refuted(self):
        self.write("yes.toml", claim("higher"))
        self.write("no.toml", claim("lower"))
        self.write("built.toml", claim("higher", built_in="true"))
        told = self.judged("yes.toml", "no.toml", "built.toml")
        yes, no, built = told["claims"]
        self.assertEqual([c["verdict"] for c in (yes, no, built)], ["holds", "refuted", "holds"])
        self.assertEqual((yes["id"], yes["worlds"], yes["worlds_for"], yes["worlds_against"]), ("T1", 21, 21, 0))
        self.assertEqual((no["worlds_for"], no["worlds_against"]), (0, 21))
        self.assertEqual(yes["delta"], no["delta"], "treatment minus control, whatever is claimed")
        self.assertTrue(2 < yes["low"] <= yes["delta"] <= yes["high"])
        self.assertAlmostEqual(yes["p"], 2 * 0.5**21, delta=1e-12)
        self.assertAlmostEqual(yes["holm"], 2 * yes["p"], delta=1e-12, msg="two claims count")
        self.assertAlmostEqual(yes["bh"], yes["p"], delta=1e-12)
        self.assertEqual((built["by_construction"], built["holm"], built["bh"]), (True, None, None))
        self.assertEqual((told["counts"]["holds"], told["counts"]["refuted"], told["counts"]["open"]), (1, 1, 0))
        self.assertEqual(len({c["hash"] for c in (yes, no, built)}), 3)

    def test_the_table_says_it_in_both_languages(self):
        self.write("yes.toml", claim("higher"))
        for language, words in (("en", ("holds 1", "Difference: treatment minus control", "Without a list there are more tasks.")),
                                ("zh", ("成立 1", "实验方案减对照方案", "没有清单则事项更多。"))):
            done = liandong("hypotheses", "yes.toml", "--lang", language, cwd=self.folder)
            self.assertEqual(done.returncode, DONE, done.stderr)
            for word in words:
                self.assertIn(word, done.stdout)

    def test_each_claim_leaves_what_a_comparison_leaves_and_is_not_run_twice(self):
        self.write("yes.toml", claim())
        first = self.judged("yes.toml")
        folder = self.folder / "results/hypotheses/yes"
        self.assertEqual({f.name for f in folder.iterdir()}, {"report.html", "results.h5", "summary.csv", "worlds.csv"})
        self.assertIn("Without a list there are more tasks.", (folder / "report.html").read_text(encoding="utf-8"))
        again = liandong("rerun", folder / "results.h5", "--world", "7", "--json", cwd=self.folder)
        self.assertTrue(json.loads(again.stdout)["equal"])
        written = (folder / "results.h5").stat().st_mtime_ns
        self.assertEqual(self.judged("yes.toml"), first, "seconds too")
        self.assertEqual((folder / "results.h5").stat().st_mtime_ns, written)
        self.write("yes.toml", claim(effect=1e9))
        other = self.judged("yes.toml")["claims"][0]
        self.assertEqual(other["verdict"], "no_effect")
        self.assertNotEqual(other["hash"], first["claims"][0]["hash"], "the claim is part of what is signed")
        self.assertGreater((folder / "results.h5").stat().st_mtime_ns, written)

    def test_all_worlds_are_run_and_more_are_added_to_those_that_are_there(self):
        self.write("yes.toml", claim(worlds=60))
        self.assertEqual(self.judged("yes.toml", "--worlds", "45")["claims"][0]["worlds"], 45, "agreed from the first on")
        self.assertEqual(self.judged("yes.toml")["claims"][0]["worlds"], 60)

    def test_after_a_stop_the_same_command_goes_on(self):
        self.write("a.toml", claim())
        self.write("b.toml", claim(weeks=400, worlds=40))
        command = ["hypotheses", "a.toml", "b.toml", "--json"]
        started = subprocess.Popen([BIN, *command], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        kept = self.folder / "results/hypotheses/b/partial/worlds"
        while started.poll() is None and (not kept.is_dir() or len(list(kept.iterdir())) < 3):
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=60)
        self.assertEqual(started.returncode, MACHINE_FAILED, said)
        self.assertIn("hypotheses a.toml b.toml", said)
        first = self.folder / "results/hypotheses/a/results.h5"
        written = first.stat().st_mtime_ns
        self.assertGreaterEqual(len(list(kept.iterdir())), 3)
        told = self.judged("a.toml", "b.toml")["claims"]
        self.assertEqual([c["worlds"] for c in told], [21, 40])
        self.assertEqual(first.stat().st_mtime_ns, written)

    def test_a_claim_that_cannot_be_asked_is_listed_with_its_reason(self):
        self.write("yes.toml", claim())
        self.write("no.toml", UNASKABLE)
        told = self.judged("no.toml", "yes.toml")
        self.assertEqual([(c["id"], c["verdict"]) for c in told["claims"]], [("T1", "holds"), ("T2", "cannot_be_asked")])
        self.assertEqual(told["claims"][1]["reason"]["zh"], "模型中没有月亮。")
        self.assertEqual((told["counts"]["holds"], told["counts"]["cannot_be_asked"]), (1, 1))
        for language, words in (("en", ("cannot be asked 1", "The model has no moon.")), ("zh", ("无法检验 1", "模型中没有月亮。"))):
            done = liandong("hypotheses", "no.toml", "--lang", language, cwd=self.folder)
            self.assertEqual(done.returncode, DONE, done.stderr)
            for word in words:
                self.assertIn(word, done.stdout)
        self.assertEqual(liandong("validate", "no.toml", cwd=self.folder).returncode, DONE)
        self.assertIn("nothing to run: The model has no moon.", self.refused("compare", "no.toml"))

    def test_trends_conditions_and_ways_are_told_beside_the_verdict(self):
        text = claim().replace('treatment = "free"\ncontrol = "list"', 'trend = ["list", "half", "free"]')
        text += '[[arm]]\nname = "half"\ntitle = "Half"\narrangement = "street-committee"\nlevers.tasks.list_filter = 0.4\n'
        self.write("trend.toml", text)
        self.write("if.toml", claim().replace("[[arm]]", ONLY_IF + "[[arm]]", 1))
        self.write("through.toml", claim().replace("[[arm]]", THROUGH + "[[arm]]", 1) + BLOCKED)
        trend, condition, way = self.judged("trend.toml", "if.toml", "through.toml")["claims"]
        self.assertEqual((trend["verdict"], trend["trend"]), ("holds", ["list", "half", "free"]))
        self.assertEqual((trend["treatment"], trend["control"]), ("free", "list"))
        elsewhere = condition["only_if"]["elsewhere"]
        self.assertEqual(condition["worlds"] + elsewhere["worlds"], 21)
        self.assertEqual(elsewhere["worlds_for"], elsewhere["worlds"], "a list works whatever the readiness")
        self.assertIn(condition["verdict"], ("refuted", "probably_refuted"))
        self.assertEqual(way["verdict"], "holds")
        self.assertLess(abs(way["through"]["delta"]), 0.5 * way["delta"])
        done = liandong("hypotheses", "if.toml", "through.toml", "--lang", "en", cwd=self.folder)
        for words in ('Only if "', "With this way blocked the difference is"):
            self.assertIn(words, done.stdout)

    def test_arms_may_differ_in_context_and_meet_the_same_chance(self):
        text = CONTEXT + claim().split("[worlds]")[1].join(["[worlds]", ""]).split("[[arm]]")[0]
        self.write("context.toml", text.replace('"free"', '"ready"').replace('"list"', '"raw"').replace("tasks.committee", "organisations") + RAW_AND_READY)
        told = self.judged("context.toml")["claims"][0]
        self.assertEqual(told["worlds"], 21)
        again = liandong("rerun", self.folder / "results/hypotheses/context/results.h5", "--json", cwd=self.folder)
        self.assertTrue(json.loads(again.stdout)["equal"], again.stdout)
        one = liandong("run", "context.toml", "--arm", "ready", "--json", cwd=self.folder)
        self.assertEqual(one.returncode, DONE, one.stderr)

    def test_claims_about_the_same_runs_share_them_to_the_last_bit(self):
        self.write("a.toml", claim(weeks=300, worlds=40))
        other = claim("lower", weeks=300, worlds=40).replace('"tasks.committee"', '"satisfaction"').replace("= 2\nreason", "= 0.01\nreason")
        self.write("b.toml", other)
        told = self.judged("a.toml", "b.toml", "--out", "together")["claims"]
        self.assertEqual({f.name for f in (self.folder / "together").iterdir()}, {"a", "b", "claims.html"})
        self.assertLess(told[1]["seconds"], 0.7 * told[0]["seconds"], "the second runs nothing")
        alone = self.judged("b.toml", "--out", "alone")["claims"][0]
        same = ("delta", "low", "high", "worlds_for", "worlds_against", "verdict", "hash")
        self.assertEqual([alone[key] for key in same], [told[1][key] for key in same])
        for table in ("worlds.csv", "summary.csv"):
            self.assertEqual((self.folder / "together/b" / table).read_bytes(), (self.folder / "alone/b" / table).read_bytes())

    def test_shared_runs_are_taken_up_after_a_stop(self):
        self.write("a.toml", claim(weeks=400, worlds=40))
        self.write("b.toml", claim("lower", weeks=400, worlds=40))
        started = subprocess.Popen([BIN, "hypotheses", "a.toml", "b.toml", "--quiet"], cwd=self.folder, stderr=subprocess.DEVNULL)
        kept = self.folder / "results/hypotheses/shared/a/worlds"
        while started.poll() is None and (not kept.is_dir() or len(list(kept.iterdir())) < 3):
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        self.assertEqual(started.wait(timeout=60), MACHINE_FAILED)
        self.assertGreaterEqual(len(list(kept.iterdir())), 3)
        self.assertEqual([c["worlds"] for c in self.judged("a.toml", "b.toml")["claims"]], [40, 40])
        self.assertFalse((self.folder / "results/hypotheses/shared").exists())

    def test_what_cannot_be_judged_is_refused_before_anything_runs(self):
        self.write("good.toml", claim())
        self.write("bad.toml", claim("sideways").replace('"free"\ncontrol', '"fre"\ncontrol'))
        self.write("none.toml", claim(worlds=0))
        said = self.refused("hypotheses", "good.toml", "bad.toml", "none.toml", "small", "good.toml")
        for words in ("one of higher, lower, same", 'did you mean "free"', "none.toml: a claim is judged by worlds",
                      'there is no claim "small"', 'two claims "good"'):
            self.assertIn(words, said)
        self.assertFalse((self.folder / "results").exists())
        self.write("plain.toml", claim().split("[claim]")[0] + "[[arm]]" + claim().split("[[arm]]", 1)[1])
        self.assertIn("a table [claim]", self.refused("hypotheses", "plain.toml"))
        self.assertIn("from 1 to", self.refused("hypotheses", "good.toml", "--worlds", "0"))


if __name__ == "__main__":
    unittest.main()
