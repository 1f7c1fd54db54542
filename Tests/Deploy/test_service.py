# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The unit of `make install-service`: what systemd says of it, and that it runs under a systemd of its own."""

import configparser
import functools
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import (
    DEPLOY, IS_FULL, IS_ROOT, OWNER, PROGRAMS, Server, check_served, digest, end, eventually, free_port, is_over, missing,
    not_run, photos, run, scratch)

SYSTEMD = pathlib.Path("/usr/lib/systemd/systemd")
# Words that a unit file, a shell or a pattern would read as something else.
ODD = "My $HOME 100%h \"Pics\" \\x41 @PORT@ & Zoë"


@functools.cache
def home():
    """A home folder with photos in it, and the service installed for them."""
    folder = scratch() / "home"
    folder.mkdir()
    shutil.move(photos("service photos", os.geteuid()), folder / ODD)
    install(folder, folder / ODD, "7711")
    return folder


def install(folder, *words):
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "PROGRAMS": str(PROGRAMS), "JOZIN_NO_START": "1",
                   "LC_ALL": "C.UTF-8"}
    return run(DEPLOY / "install.sh", *words, env=environment)


def unit(folder):
    return folder / ".config/systemd/user/jozin.service"


class Lines(configparser.RawConfigParser):
    """A unit file, a key's lines joined."""

    def __init__(self, path):
        super().__init__(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
        self.optionxform = str
        text = re.sub(r"^SystemCallFilter=(?=land)", "More=", path.read_text(), flags=re.MULTILINE)
        self.read_string(text)


class TheUnit(unittest.TestCase):
    def test_every_path_is_written_as_systemd_reads_it(self):
        service = Lines(unit(home()))["Service"]
        library = str(home() / ODD).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
        self.assertEqual(
            service["ExecStart"],
            f'"{home()}/.local/lib/jozin/bin/jozin" serve "{library.replace("$", "$$")}" --port 7711')
        self.assertEqual(service["ReadWritePaths"], f'"{library}/.jozin" "{home()}/.local/state/jozin"')

    def test_nothing_is_writable_but_jozins_own(self):
        service = Lines(DEPLOY / "jozin.service")["Service"]
        self.assertEqual(service["ReadWritePaths"], "@STATE@ @REGISTRY@")
        for key, value in {"ProtectSystem": "strict", "ProtectHome": "read-only", "NoNewPrivileges": "yes", "PrivateTmp": "yes",
                           "PrivateUsers": "yes", "CapabilityBoundingSet": "", "Restart": "on-failure", "KillSignal": "SIGTERM",
                           "UMask": "0077"}.items():
            self.assertEqual(service[key], value, key)
        self.assertIn("MemoryMax", service)
        self.assertNotIn("--address", service["ExecStart"])

    def test_an_installed_service_is_read_by_its_user_alone_and_can_be_installed_again(self):
        before = unit(home()).read_text()
        install(home(), home() / ODD, "7711")
        self.assertEqual(unit(home()).read_text(), before)
        for folder in (home() / ODD / ".jozin", home() / ".local/state/jozin"):
            self.assertEqual(folder.stat().st_mode & 0o777, 0o700)

    def test_a_folder_that_is_not_there_or_cannot_be_written_is_refused(self):
        folder = scratch() / "refused"
        (folder / "two\nlines").mkdir(parents=True)
        for path in (folder / "missing", folder / "two\nlines"):
            with self.assertRaises(AssertionError):
                install(folder, path)
        self.assertFalse(unit(folder).exists())

    def test_systemd_finds_no_fault_in_it(self):
        if missing("systemd-analyze"):
            not_run(self, "systemd-analyze is not here")
        runtime = scratch() / "runtime"
        runtime.mkdir(mode=0o700)
        done = subprocess.run(["systemd-analyze", "verify", "--user", unit(home())], capture_output=True, text=True,
                              env=dict(os.environ, XDG_RUNTIME_DIR=str(runtime)))
        self.assertEqual((done.returncode, [line for line in done.stderr.splitlines() if "jozin" in line]), (0, []))

    def test_its_exposure_is_small(self):
        if missing("systemd-analyze"):
            not_run(self, "systemd-analyze is not here")
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", unit(home())],
                              capture_output=True, text=True)
        if "nknown" in done.stderr or "unrecognized" in done.stderr:
            not_run(self, "this systemd-analyze cannot look at a file")
        self.assertEqual(done.returncode, 0, done.stdout[-400:])


# A mount namespace in which the home is not below /tmp (the service has one of its own), a control group of the user's, and what
# the system's own systemd would have made.
MANAGER = """
set -e
home=$1; group=$2; owner=$3
umount -l /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p "/sys/fs/cgroup/$group/manager"
echo $$ > "/sys/fs/cgroup/$group/manager/cgroup.procs"
chown -R "$owner:$owner" "/sys/fs/cgroup/$group"
mount -t tmpfs -o mode=755 none /run
mkdir -p /run/systemd/system /run/systemd/unit-root
mkdir -m 700 -p "/run/user/$owner" && chown "$owner:$owner" "/run/user/$owner"
mount -t tmpfs none /mnt
mkdir /mnt/home && mount --bind "$home" /mnt/home
exec setpriv --reuid "$owner" --regid "$owner" --clear-groups env -i HOME=/mnt/home PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
    XDG_RUNTIME_DIR="/run/user/$owner" "$SYSTEMD" --user --log-target=null
"""


class UnderSystemd(unittest.TestCase):
    def setUp(self):
        if not IS_FULL:
            not_run(self, "only in `make deploy-test`")
        if not IS_ROOT:
            not_run(self, "only root can give it a control group")
        if not SYSTEMD.exists() or missing("systemctl", "nsenter", "unshare", "setpriv"):
            not_run(self, "there is no systemd")

    def inside(self, *words):
        """Runs a program where the manager is."""
        place = ["nsenter", "-t", str(self.manager.pid), "-m", "setpriv", "--reuid", str(OWNER), "--regid", str(OWNER),
                 "--clear-groups", "env", f"XDG_RUNTIME_DIR=/run/user/{OWNER}", "HOME=/mnt/home"]
        return subprocess.run([*place, *words], capture_output=True, text=True)

    def start_manager(self, folder):
        group = f"jozin-{os.getpid()}"
        self.addCleanup(self.remove_group, group)
        self.manager = subprocess.Popen(["unshare", "--mount", "sh", "-c", MANAGER, "sh", folder, group, str(OWNER)],
                                        env=dict(os.environ, SYSTEMD=str(SYSTEMD)), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        self.addCleanup(end, self.manager)
        self.addCleanup(lambda: self.inside("systemctl", "--user", "exit"))
        if not eventually(lambda: self.inside("systemctl", "--user", "list-units").returncode == 0, 20):
            end(self.manager)
            not_run(self, "a systemd of its own does not start here")

    @staticmethod
    def remove_group(group):
        script = "umount -l /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; find /sys/fs/cgroup/$1 -depth -type d -exec rmdir {} +"
        eventually(lambda: subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", group], capture_output=True).returncode == 0, 10)

    def test_it_serves_is_started_again_and_can_write_to_jozins_own_files_alone(self):
        folder = scratch() / "manager home"
        folder.mkdir()
        library = folder / "Pictures"
        shutil.move(photos("managed photos"), library)
        port = free_port()
        install(folder, library, str(port))
        text = unit(folder).read_text()
        unit(folder).write_text(text.replace(str(folder), "/mnt/home"))
        run("chown", "-R", f"{OWNER}:{OWNER}", folder)
        before = {path: digest(path) for path in library.iterdir() if path.name != ".jozin" and path.is_dir()}
        self.assertTrue(before)
        self.start_manager(folder)
        done = self.inside("systemctl", "--user", "start", "jozin")
        self.assertEqual(done.returncode, 0, done.stderr)
        server = self.server()
        main = int(self.inside("systemctl", "--user", "show", "-p", "MainPID", "--value", "jozin").stdout)
        status = pathlib.Path(f"/proc/{main}/status").read_text()
        self.assertRegex(status, r"NoNewPrivs:\s*1")
        self.assertRegex(status, r"Seccomp:\s*2")
        self.assertRegex(status, r"CapBnd:\s*0000000000000000")
        writable = [line.split()[4] for line in pathlib.Path(f"/proc/{main}/mountinfo").read_text().splitlines()
                    if line.split()[4].startswith("/mnt") and "rw" in line.split()[5].split(",")]
        self.assertEqual(sorted(writable), ["/mnt/home/.local/state/jozin", "/mnt/home/Pictures/.jozin"])

        os.kill(main, 9)
        again = eventually(lambda: self.other_than(main), 60)
        self.assertTrue(again, "it is started again")
        self.assertEqual(self.server().token, server.token)

        def stop():
            done = self.inside("systemctl", "--user", "stop", "jozin")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(eventually(lambda: is_over(again), 10))

        originals, seen = before.popitem()
        check_served(self, self.server(), originals, seen, stop)
        for path, seen in before.items():
            self.assertEqual(digest(path), seen)
        state = self.inside("systemctl", "--user", "is-failed", "jozin").stdout.strip()
        self.assertEqual(state, "inactive", "it did not fail")

    def other_than(self, process):
        now = int(self.inside("systemctl", "--user", "show", "-p", "MainPID", "--value", "jozin").stdout or 0)
        return now if now not in (0, process) and self.page() else None

    def page(self):
        return self.inside("cat", f"/run/user/{OWNER}/jozin-page").stdout

    def server(self):
        line = eventually(self.page)
        mode = self.inside("stat", "-c", "%a", f"/run/user/{OWNER}").stdout.strip()
        self.assertEqual(mode, "700", "nobody else reads the key")
        return Server(line)


if __name__ == "__main__":
    unittest.main()
