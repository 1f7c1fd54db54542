# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The image, built of the Dockerfile by buildah on a small Debian of its own, and run by crun as Docker would run it."""

import functools
import json
import os
import pathlib
import shutil
import subprocess
import unittest

from support import (
    DEPLOY, IS_FULL, IS_ROOT, OWNER, ROOT, Server, check_served, digest, end, free_port, is_over, missing, not_run, photos, run,
    scratch, staged)

# Docker's own list of system calls, as containers without Docker have it.
SYSTEM_CALLS = pathlib.Path("/usr/share/containers/seccomp.json")
BASE = "localhost/jozin-test-debian"


def buildah(*words):
    """Buildah with a store of this run's own."""
    store = scratch() / "store"
    return run("buildah", "--root", store, "--runroot", scratch() / "runroot", *words,
               env=dict(os.environ, STORAGE_DRIVER="vfs")).strip()


@functools.cache
def image():
    """The runtime's part of the Dockerfile with the installation in it, as `COPY --from=build` puts it there; and its mounted root."""
    tar = scratch() / "base.tar"
    run("mmdebstrap", "--variant=minbase", "bookworm", tar)
    recipe = scratch() / "base"
    recipe.mkdir()
    shutil.move(tar, recipe / "base.tar")
    (recipe / "Dockerfile").write_text("FROM scratch\nADD base.tar /\n")
    buildah("bud", "-q", "--isolation", "chroot", "-t", BASE, recipe)
    os.remove(recipe / "base.tar")
    build = ["--isolation", "chroot", "--network", "host", "--pull-never", "--format", "docker"]
    buildah("bud", "-q", *build, "--target", "runtime", "--build-arg", f"BASE={BASE}", "--build-arg", f"BUILDER={BASE}",
            "-t", "localhost/jozin-test", "-f", DEPLOY / "Dockerfile", ROOT)
    container = buildah("from", "--pull-never", "localhost/jozin-test")
    buildah("copy", "-q", container, staged(), "/opt/jozin")
    return json.loads(buildah("inspect", "--type", "image", "localhost/jozin-test"))["Docker"]["config"], buildah("mount", container)


def close():
    """Nothing stays mounted below the scratch folder."""
    for words in (["umount", "-a"], ["rm", "-a"]):
        subprocess.run(["buildah", "--root", scratch() / "store", "--runroot", scratch() / "runroot", *words], capture_output=True,
                       env=dict(os.environ, STORAGE_DRIVER="vfs"))
    subprocess.run(["umount", scratch() / "store/overlay"], capture_output=True)


def system_calls():
    """The list as crun takes it, for a container without capabilities."""
    profile = json.loads(SYSTEM_CALLS.read_text())
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, os.uname().machine)
    rules = []
    for rule in profile["syscalls"]:
        includes, excludes = rule.get("includes") or {}, rule.get("excludes") or {}
        if includes.get("caps") or machine not in includes.get("arches", [machine]) or machine in excludes.get("arches", []):
            continue
        rules.append({key: rule[key] for key in ("names", "action", "args", "errnoRet") if rule.get(key) is not None})
    taken = {key: profile[key] for key in ("defaultAction", "defaultErrnoRet") if key in profile}
    return taken | {"architectures": [f"SCMP_ARCH_{os.uname().machine.upper()}"], "syscalls": rules}


def bundle(config, root, originals, state, words):
    """What docker-compose.yml asks of Docker, as the runtime below it is told."""
    path = scratch() / f"bundle {originals.name}"
    path.mkdir()
    private = ["nosuid", "noexec", "nodev"]
    said = {
        "ociVersion": "1.0.2",
        "process": {
            "terminal": False, "user": {"uid": OWNER, "gid": OWNER}, "args": config["Entrypoint"] + words, "env": config["Env"],
            "cwd": "/", "noNewPrivileges": True,
            "capabilities": {kind: [] for kind in ("bounding", "effective", "permitted", "inheritable", "ambient")},
        },
        "root": {"path": str(root), "readonly": True},
        "mounts": [
            {"destination": "/proc", "type": "proc", "source": "proc", "options": private},
            {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755", "size=64k"]},
            {"destination": "/photos", "type": "bind", "source": str(originals), "options": ["bind", "ro"]},
            {"destination": "/state", "type": "bind", "source": str(state), "options": ["bind", "rw"]},
        ],
        "linux": {
            "namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")], "seccomp": system_calls(),
            "maskedPaths": ["/proc/kcore", "/proc/keys", "/proc/timer_list"],
            "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"],
        },
    }
    (path / "config.json").write_text(json.dumps(said))
    return path


def crun(*words):
    """The words that start crun, in a mount namespace where control groups are of one kind only."""
    script = "umount -l /sys/fs/cgroup 2>/dev/null; mount -t cgroup2 none /sys/fs/cgroup; exec crun --cgroup-manager=disabled \"$@\""
    return ["unshare", "--mount", "sh", "-c", script, "sh", "--root", str(scratch() / "crun"), *map(str, words)]


class TheImage(unittest.TestCase):
    def setUp(self):
        if not IS_FULL:
            not_run(self, "only in `make deploy-test`")
        lacking = missing("buildah", "crun", "mmdebstrap", "unshare")
        if lacking or not IS_ROOT or not SYSTEM_CALLS.exists():
            not_run(self, f"{', '.join(lacking)} not here" if lacking else "only root can build and run it here")

    @classmethod
    def tearDownClass(cls):
        if IS_FULL and not missing("buildah"):
            close()

    def test_it_says_what_docker_is_to_do(self):
        config, root = image()
        self.assertEqual((config["User"], config["StopSignal"], config["Entrypoint"]), ("jozin", "SIGTERM", ["jozin"]))
        self.assertEqual(list(config["ExposedPorts"]), ["7707/tcp"])
        self.assertEqual(list(config["Volumes"]), ["/state"])
        self.assertEqual(config["Healthcheck"]["Test"], ["CMD", "healthy"])
        self.assertEqual(config["Cmd"][:2], ["serve", "/photos"])
        self.assertEqual(pathlib.Path(root, "state").stat().st_mode & 0o7777, 0o1777)
        for program in ("jozin", "jozin-decode"):
            self.assertNotIn("not found", run("chroot", root, "ldd", f"/opt/jozin/bin/{program}"))
        self.assertFalse(pathlib.Path(root, "usr/bin/swift").exists())

    def test_it_serves_under_dockers_rules(self):
        config, root = image()
        originals, state, port = photos("container photos"), scratch() / "volume", free_port()
        # As a volume takes it on from the image.
        state.mkdir()
        state.chmod(0o1777)
        before = digest(originals)
        path = bundle(config | {"Env": config["Env"] + [f"JOZIN_PORT={port}"]}, root, originals, state, config["Cmd"] + ["--port", str(port)])
        number = scratch() / "number"
        process = subprocess.Popen(crun("run", "--pid-file", number, "--bundle", path, "jozin"),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(end, process)
        server = Server(process.stdout.readline() or process.communicate()[1])
        main = int(number.read_text())
        status = pathlib.Path(f"/proc/{main}/status").read_text()
        for line in (r"Seccomp:\s*2", r"NoNewPrivs:\s*1", r"CapBnd:\s*0000000000000000", rf"Uid:\s*{OWNER}\s"):
            self.assertRegex(status, line)
        for words, code in ((["healthy"], 0), (["jozin", "failures", "/photos"], 0), (["touch", "/photos/new"], 1), (["touch", "/new"], 1)):
            done = subprocess.run(crun("exec", "--user", f"{OWNER}:{OWNER}", "jozin", *words), capture_output=True, text=True)
            self.assertEqual(done.returncode, code, (words, done.stdout, done.stderr))
        doctor = subprocess.run(crun("exec", "--user", f"{OWNER}:{OWNER}", "jozin", "jozin", "doctor"), capture_output=True, text=True).stdout
        self.assertIn("Decoders run in a cage", doctor)
        for format in ("heic", "avif", "webp", "tiff", "png", "gif"):
            self.assertIn(f" {format} ", doctor.replace(",", " "))

        def stop():
            os.kill(main, 15)
            process.wait(timeout=30)
            self.assertTrue(is_over(main))

        check_served(self, server, originals, before, stop)
        self.assertEqual(process.returncode, 0, process.communicate()[1])


if __name__ == "__main__":
    unittest.main()
