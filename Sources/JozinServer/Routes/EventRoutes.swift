// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// What happens, as it happens (Server-Sent Events of the HTML standard).
struct EventRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/events") { [desk] request, _ in
                guard let events = desk.hub.listen() else {
                    throw ServerProblem(
                        .serviceUnavailable, "limitExceeded", "\(EventHub.mostListeners) pages are listening already",
                        remedy: "Close some of them.")
                }
                let body = ResponseBody { writer in
                    // Nothing may happen for hours: who hangs up makes room at once, and not at the next event.
                    try await request.body.consumeWithCancellationOnInboundClose { _ in
                        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                        for await event in events.cancelOnGracefulShutdown() {
                            var buffer = ByteBuffer(string: "event: \(event.name)\ndata: ")
                            buffer.writeBytes(event.data)
                            buffer.writeString("\n\n")
                            try await writer.write(buffer)
                        }
                    }
                    try await writer.finish(nil)
                }
                return Response(
                    status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
            }
        ]
    }
}
