// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JozinContracts

extension Response {
    /// A JSON document, which no cache keeps.
    static func json(status: HTTPResponse.Status = .ok, _ body: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter(.compact)
        body(&writer)
        writer.newline()
        return bytes(writer.take(), as: "application/json", status: status)
    }

    /// Bytes of a kind.
    static func bytes(_ bytes: [UInt8], as type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Bytes that have a name for their content: the client's copy is used where it is the same, after a look or, where the
    /// address says which content it is, for good.
    static func cached(
        _ bytes: [UInt8], as type: String, tag: String, for request: Request, control: String = "private, no-cache"
    ) -> Response {
        if let known = known(tag, to: request, control: control) { return known }
        return Response(
            status: .ok, headers: [.contentType: type, .cacheControl: control, .eTag: "\"\(tag)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Says that the client's copy is the same, where it has one of this name; nil where it has none.
    static func known(_ tag: String, to request: Request, control: String = "private, no-cache") -> Response? {
        let quoted = "\"\(tag)\""
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.drop { $0 == " " } } ?? []
        guard known.contains(where: { $0 == "*" || $0 == quoted || $0 == "W/" + quoted }) else { return nil }
        return Response(status: .notModified, headers: [.cacheControl: control, .eTag: quoted])
    }
}
