// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ImageSidecar {
    /// The sidecar's file: indented JSON, a check sum as the last member and a final newline; the same bytes for
    /// the same facts.
    public func encoded() -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("schema")
            writer.string(ImageSidecar.schema)
            writer.key("imageId")
            writer.string(facts.imageID.text)
            writeFile(to: &writer)
            PhotoFactsEncoding.write(facts, to: &writer)
            writeSync(to: &writer)
            writer.key("user")
            user.write(to: &writer)
            writePipeline(to: &writer)
            SidecarCheck.write(to: &writer)
        }
        writer.newline()
        return writer.bytes
    }

    private func writeFile(to writer: inout JSONWriter) {
        writer.key("file")
        writer.object { writer in
            writer.name("name", bytesKey: "nameBytes", file.name)
            writer.key("bytes")
            writer.int(file.bytes)
            writer.key("digest")
            writer.string("sha256:" + file.digest.digest.hex)
        }
    }

    private func writeSync(to writer: inout JSONWriter) {
        writer.key("sync")
        writer.object { writer in
            writer.key("written")
            writer.int(sync.written)
            writer.key("dirty")
            writer.bool(sync.dirty)
            writer.key("lastWrite")
            if let time = sync.lastWrite { writer.string(time) } else { writer.null() }
        }
    }

    private func writePipeline(to writer: inout JSONWriter) {
        writer.key("pipeline")
        writer.object { writer in
            writer.key("version")
            writer.int(pipeline.version)
            writer.key("depth")
            writer.string(pipeline.depth.rawValue)
            writer.key("fingerprint")
            writer.int(Fingerprint.version)
        }
    }
}
