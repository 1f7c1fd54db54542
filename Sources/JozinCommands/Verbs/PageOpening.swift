// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinContracts
import JozinCore
import JozinFiles

/// Serves a library and opens its page. The server is a process of its own, in the kernel's sandbox, which a browser must not be in.
struct PageOpening {
    let path: SystemPath
    let state: SystemPath?

    /// Runs until the server ends, and gives its exit code.
    func run() throws(RunFailure) -> Int32 {
        do throws(SystemError) {
            OwnProcess.ignoreInterrupts()
            var words: [[UInt8]] = ["jozin", "serve", "--port", "0"].map { Array($0.utf8) }
            if let state { words += [Array("--state".utf8), state.bytes] }
            var server = try WorkerProcess(try OwnProcess.executable(), arguments: words + [Array("--".utf8), path.bytes])
            while let line = try server.nextLine() {
                let address = String(decoding: line, as: UTF8.self)
                StandardError.line("jozin: press Ctrl-C to end it")
                var output = StandardOutput()
                output.line(address)
                output.flush()
                show(address)
            }
            return server.wait()
        } catch {
            throw RunFailure(.failed, error.problem())
        }
    }

    /// Through a file that only the owner can read: every user of the machine can read a program's arguments.
    private func show(_ address: String) {
        guard Environment.value("DISPLAY") != nil || Environment.value("WAYLAND_DISPLAY") != nil,
            let opened = try? LibraryOpener(state: state).open(path, making: false)
        else { return }
        let page =
            "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url=\(address)\"><title>Jožin</title>\n"
        let isWritten = (try? opened.state.write(Array(page.utf8), to: StateFolder.doorName, in: opened.state.descriptor)) != nil
        guard isWritten, let browser = SystemPath(bytes: Array("/usr/bin/xdg-open".utf8)) else { return }
        let door = opened.statePath.appending(StateFolder.doorName)
        // It may last as long as the browser does. A machine without it has the address, which is printed.
        DispatchQueue(label: "jozin.browser").async {
            guard let nowhere = try? Descriptor.folder(SystemPath(literal: "/dev")).file(Array("null".utf8), flags: O_WRONLY)
            else {
                return
            }
            _ = try? WorkerProcess.run(browser, arguments: [Array("xdg-open".utf8), door.bytes], output: nowhere)
        }
    }
}
