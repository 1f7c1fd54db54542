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
        let quoted = "\"\(tag)\""
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.drop { $0 == " " } } ?? []
        let isKnown = known.contains { $0 == "*" || $0 == quoted || $0 == "W/" + quoted }
        let headers: HTTPFields = [.contentType: type, .cacheControl: control, .eTag: quoted]
        if isKnown { return Response(status: .notModified, headers: [.cacheControl: control, .eTag: quoted]) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
