# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The installation in a root folder with nothing else in it but the libraries that it is linked to: no Debian is fetched for this."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import (
    IS_ROOT, OWNER, ROOT, Server, check_served, digest, end, eventually, missing, not_run, photos, run, scratch, staged)

# A library that is read-only, a state folder that is not, and a first process that is Jožin itself, as in a container.
ENTER = """
set -e
root=$1; photos=$2; shift 2
mount --bind "$root" "$root"
mount --bind "$photos" "$root/photos" && mount -o remount,bind,ro "$root/photos"
mount --bind /dev/null "$root/dev/null"
mount -t proc proc "$root/proc"
mount --bind "$root/state" "$root/state"
mount -o remount,bind,ro "$root"
exec chroot $JOZIN_USERSPEC "$root" "$@"
"""


@functools.cache
def closed_root():
    """The root folder."""
    root = scratch() / "root"
    for folder in ("photos", "state", "dev", "proc", "tmp", "bin"):
        (root / folder).mkdir(parents=True)
    (root / "state").chmod(0o1777)
    (root / "dev/null").touch()
    shutil.copytree(staged(), root / "opt/jozin", copy_function=os.link)
    shutil.copy(ROOT / "deploy/healthy.sh", root / "opt/jozin/bin/healthy")
    shutil.copy("/bin/bash", root / "bin/bash")
    (root / "usr/bin").mkdir(parents=True)
    shutil.copy("/usr/bin/env", root / "usr/bin/env")
    inside = root / "opt/jozin/bin"
    for program in [*inside.iterdir(), root / "bin/bash", root / "usr/bin/env"]:
        if program.name == "healthy":
            continue
        for path in re.findall(r"(/\S+) \(0x", run("ldd", program)):
            place = root / path.lstrip("/")
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, place)
    return root


def start(test, originals, *words):
    """Jožin as the first process of its own in the closed root, knowing no library of another test's."""
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child"] + ([] if IS_ROOT else ["--map-root-user"])
    environment = {"PATH": "/opt/jozin/bin:" + os.environ["PATH"], "XDG_STATE_HOME": f"/state/{originals.name}", "LC_ALL": "C.UTF-8",
                   "JOZIN_USERSPEC": f"--userspec={OWNER}:{OWNER}" if IS_ROOT else ""}
    process = subprocess.Popen([*unshare, "sh", "-c", ENTER, "sh", closed_root(), originals, *words],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    test.addCleanup(end, process)
    return process


def serve(test, originals):
    """The same, serving; and the server as it is asked."""
    process = start(test, originals, "/opt/jozin/bin/jozin", "serve", "/photos", "--state", f"/state/{originals.name}/library",
                    "--address", "0.0.0.0", "--port", "0")
    line = process.stdout.readline()
    return process, Server(line or process.communicate()[1])


def first_process(process):
    """The number outside of what is number one inside."""
    return int(pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])


class AClosedRoot(unittest.TestCase):
    def setUp(self):
        if missing("unshare", "chroot", "ldd"):
            not_run(self, "util-linux is not here")
        unshare = ["unshare", "--mount", "--pid", "--fork"] + ([] if IS_ROOT else ["--map-root-user"])
        if subprocess.run([*unshare, "--mount-proc", "true"], capture_output=True).returncode != 0:
            not_run(self, "this user may have no namespaces")

    def test_it_is_served_from_there_and_ends_as_the_first_process(self):
        originals = photos("closed photos")
        before = digest(originals)
        seconds = []
        for _ in range(2):
            process, server = serve(self, originals)
            healthy = dict(os.environ, JOZIN_PORT=str(server.port))
            if IS_ROOT:
                run("chroot", closed_root(), "/opt/jozin/bin/healthy", env=healthy)
                ill = subprocess.run(["chroot", closed_root(), "/opt/jozin/bin/healthy"], env=dict(healthy, JOZIN_PORT="1"),
                                     capture_output=True)
                self.assertNotEqual(ill.returncode, 0)

            def stop():
                os.kill(first_process(process), 15)
                process.wait(timeout=30)

            seconds.append(check_served(self, server, originals, before, stop))
            said = process.communicate()[1]
            self.assertEqual(process.returncode, 0, said)
            self.assertNotIn(server.token, said)
        # The slower one is the machine's affair.
        self.assertLess(min(seconds), 2)

    def test_the_decoders_are_caged_there(self):
        originals = photos("caged photos")
        process = start(self, originals, "/opt/jozin/bin/jozin", "doctor")
        said, errors = process.communicate(timeout=120)
        self.assertIn("Decoders run in a cage", said, errors)
        self.assertIn("seccomp", said)

    def test_killed_it_goes_on_where_it_was(self):
        originals = photos("killed photos")
        process, first = serve(self, originals)
        os.kill(first_process(process), 9)
        process.communicate(timeout=30)
        process, second = serve(self, originals)
        self.assertEqual(first.token, second.token, "pages that are open stay so")
        self.assertTrue(eventually(second.is_idle), second.json("/api/jobs"))
        self.assertGreater(second.json("/api/library")["photos"], 5)
        os.kill(first_process(process), 15)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0)


if __name__ == "__main__":
    unittest.main()
