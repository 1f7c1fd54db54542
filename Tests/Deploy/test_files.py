# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""What can be said of the files in deploy/ without running them."""

import fnmatch
import os
import re
import shlex
import stat
import subprocess
import unittest

from support import DEPLOY, PROGRAMS, ROOT, missing, not_run, run, scratch, staged

DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


def instructions():
    """Pairs of an instruction and its words, lines that go on joined."""
    text = re.sub(r"^\s*#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line.split(None, 1) for line in text.splitlines() if line.strip()]
    return [(name, rest) for name, rest in lines]


def packages():
    """What the runtime's `apt-get install` names."""
    line = next(rest for name, rest in instructions() if name == "RUN" and "apt-get install" in rest)
    return [word for word in shlex.split(line.split("install", 1)[1].split("&&")[0]) if not word.startswith("-")]


def linked(program):
    """The libraries that a program itself names, and all that come with them, by where they lie."""
    named = re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-d", program))
    found = dict(re.findall(r"^\s*(\S+) => (/\S+)", run("ldd", program), flags=re.MULTILINE))
    return {name: found[name] for name in named if name in found}, found


def owners(paths):
    """The Debian packages of files; on a merged system the database may know one by its older place."""
    places = {}
    for path in paths:
        for place in (path, os.path.realpath(path), path.removeprefix("/usr"), "/usr" + path):
            places.setdefault(place, path)
    done = subprocess.run(["dpkg-query", "-S", *places], capture_output=True, text=True)
    said = (line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    found = {places[place]: names.split(":")[0].split(",")[0] for names, place in said if place in places}
    return {path: found.get(path) for path in paths}


def closure(names):
    """Packages with all that they depend on, as they are installed here."""
    lines = run("dpkg-query", "-W", "-f", "${Package}\t${Depends}, ${Pre-Depends}\n").splitlines()
    needed = dict(line.split("\t", 1) for line in lines)
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]*)", needed.get(name, ""))
    return found


class TheImage(unittest.TestCase):
    def test_every_path_that_is_copied_exists_and_is_not_ignored(self):
        ignored, kept = [], []
        for line in (ROOT / ".dockerignore").read_text().splitlines():
            if line and not line.startswith("#"):
                (kept if line.startswith("!") else ignored).append(line.lstrip("!"))
        self.assertIn("*", ignored, "nothing goes in that is not named")
        copied = [rest.split() for name, rest in instructions() if name == "COPY" and "--from" not in rest]
        self.assertGreater(len(copied), 5)
        for *sources, _ in copied:
            for source in sources:
                self.assertTrue((ROOT / source).exists(), source)
                self.assertTrue(any(source == path or source.startswith(path + "/") for path in kept), source)
        for path in kept:
            self.assertTrue((ROOT / path).exists(), path)
        for secret in (".git", ".build", ".venv", "demo-library"):
            self.assertNotIn(secret, kept)
            self.assertTrue(any(fnmatch.fnmatch(secret, pattern) for pattern in ignored))

    def test_bases_are_named_by_release(self):
        arguments = dict(rest.split("=", 1) for name, rest in instructions() if name == "ARG")
        for base in (rest.split()[0] for name, rest in instructions() if name == "FROM"):
            if base != "runtime":
                tag = arguments[base.strip("${}")]
                self.assertRegex(tag, r":\d+\.\d+(\.\d+)?-(slim|bookworm)$|@sha256:[0-9a-f]{64}$")
        self.assertIn("swift:6.3", arguments["BUILDER"])

    def test_it_runs_as_somebody_who_is_not_root_and_tells_how_it_does(self):
        said = {}
        for name, rest in instructions():
            said.setdefault(name, []).append(rest)
        self.assertEqual(said["USER"], ["jozin"])
        self.assertEqual(said["STOPSIGNAL"], ["SIGTERM"])
        self.assertEqual(said["EXPOSE"], ["7707"])
        self.assertEqual(len(said["HEALTHCHECK"]), 1)
        self.assertIn("--state", said["CMD"][0])
        self.assertTrue(any("image.licenses=" in words for words in said["LABEL"]))
        self.assertFalse(any("sudo" in words or "chmod 777" in words for words in said["RUN"]))

    def test_its_packages_are_those_that_the_programs_are_linked_to(self):
        if missing("dpkg-query", "readelf", "ldd"):
            not_run(self, "this is no Debian with binutils")
        direct, everything = set(), set()
        for program in (staged() / "bin").iterdir():
            named, found = linked(program)
            self.assertEqual([name for name in found if "swift" in name or "Foundation" in name], [], "Swift is in the program")
            direct |= set(named.values())
            everything |= set(found.values())
        packages_of = owners(everything)
        needed = {packages_of[path] for path in direct}
        self.assertNotIn(None, needed, "no package brings it")
        # The C library is in every base.
        self.assertEqual(set(packages()) | {"libc6"}, needed | {"libc6"})
        known = closure(packages()) | {"libc6"}
        self.assertEqual({path: name for path, name in packages_of.items() if name not in known}, {})

    def test_the_build_takes_the_packages_of_the_set_up(self):
        self.assertIn("scripts/setup.sh build", DOCKERFILE)
        for word in ("curl ", "wget ", "ADD "):
            self.assertNotIn(word, DOCKERFILE, "nothing is fetched but packages")


class Compose(unittest.TestCase):
    def service(self):
        try:
            import yaml
        except ImportError:
            not_run(self, "there is no PyYAML")
        services = yaml.safe_load((DEPLOY / "docker-compose.yml").read_text())["services"]
        self.assertEqual(list(services), ["jozin"])
        return services["jozin"]

    def test_it_publishes_to_this_machine_alone_at_the_port_that_the_server_knows(self):
        service = self.service()
        port = "${JOZIN_PORT:-7707}"
        self.assertEqual(service["ports"], [f"127.0.0.1:{port}:{port}"])
        self.assertEqual(service["command"][service["command"].index("--port") + 1], port)
        self.assertEqual(service["environment"]["JOZIN_PORT"], port)
        self.assertNotIn("network_mode", service)

    def test_photos_are_read_only_and_a_folder_that_is_not_there_is_not_made(self):
        mounts = {mount["target"]: mount for mount in self.service()["volumes"]}
        self.assertEqual(set(mounts), {"/photos", "/state"})
        self.assertTrue(mounts["/photos"]["read_only"])
        self.assertFalse(mounts["/photos"]["bind"]["create_host_path"])
        self.assertEqual(mounts["/state"]["type"], "volume")

    def test_it_gives_up_what_it_does_not_need(self):
        service = self.service()
        self.assertTrue(service["read_only"] and service["init"])
        self.assertEqual(service["cap_drop"], ["ALL"])
        self.assertIn("no-new-privileges:true", service["security_opt"])
        self.assertFalse(any("unconfined" in option for option in service["security_opt"]))
        for word in ("privileged", "cap_add", "devices", "pid", "ipc", "userns_mode"):
            self.assertNotIn(word, service)
        self.assertIn("mem_limit", service)

    @staticmethod
    def is_new_enough(words):
        if missing(words[0]):
            return False
        done = subprocess.run([*words, "version", "--short"], capture_output=True, text=True)
        return done.returncode == 0 and int(done.stdout.lstrip("v").split(".")[0]) >= 2

    def test_compose_itself_takes_it(self):
        program = next((words for words in (["docker", "compose"], ["docker-compose"]) if self.is_new_enough(words)), None)
        if program is None:
            not_run(self, "there is no Compose of version 2 or later")
        environment = dict(os.environ, JOZIN_PHOTOS="/tmp")
        run(*program, "-f", DEPLOY / "docker-compose.yml", "config", "--quiet", env=environment)


class TheScripts(unittest.TestCase):
    def test_they_can_be_run_and_parse(self):
        for script in DEPLOY.glob("*.sh"):
            self.assertTrue(script.stat().st_mode & stat.S_IXUSR, script)
            run("bash", "-n", script)

    def test_an_installation_is_whole_and_runs_by_its_link(self):
        home = scratch() / "installed"
        home.mkdir()
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PROGRAMS": str(PROGRAMS)}
        for _ in range(2):
            run(DEPLOY / "install.sh", env=environment)
        program = home / ".local/bin/jozin"
        self.assertTrue(program.is_symlink())
        self.assertIn("Landlock", run(program, "doctor", env=dict(environment, XDG_STATE_HOME=str(home / "state"))))
        self.assertEqual(sorted(path.name for path in home.glob(".local/lib/jozin/*")), ["bin", "share"])
        self.assertEqual(list(home.rglob("*.new")), [])
        for path in (ROOT / "web").rglob("*"):
            self.assertTrue((home / ".local/lib/jozin/share/jozin/web" / path.relative_to(ROOT / "web")).exists(), path)


if __name__ == "__main__":
    unittest.main()
