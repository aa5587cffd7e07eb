package isocenter.deploy.desk;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events from what the database says, because whoever is asked is seldom the process that works: asked once a
 * second, told when something is new. A stream ends after ten minutes, and whoever listens comes back by itself: so nobody
 * goes on listening whose session has ended.
 */
final class EventStream {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST = 600;

    /** A comment that often finds out that nobody is there. */
    private static final int HEARTBEAT = 15;

    /** Looks once; called by one thread at a time. */
    interface Source {
        /** What is new, in its order; empty when nothing is. */
        List<OutboundSseEvent> look();

        /** True when nothing will be new any more. */
        default boolean ended() {
            return false;
        }
    }

    private final Sse sse;
    private final Source source;
    private int looks;
    private int quiet;

    private EventStream(Sse sse, Source source) {
        this.sse = sse;
        this.source = source;
    }

    static Multi<OutboundSseEvent> of(Sse sse, Source source) {
        EventStream stream = new EventStream(sse, source);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(stream::next).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(PAUSE)
                .whilst(events -> stream.looks < LONGEST && !source.ended())
                .onItem()
                .disjoint();
    }

    private List<OutboundSseEvent> next() {
        looks++;
        List<OutboundSseEvent> events = new ArrayList<>(source.look());
        quiet = events.isEmpty() ? quiet + 1 : 0;
        if (quiet == HEARTBEAT) {
            quiet = 0;
            events.add(sse.newEventBuilder().comment("nothing new").build());
        }
        return events;
    }

    /**
     * An event with JSON.
     *
     * @param id what a listener says that it had last when it comes back
     */
    static OutboundSseEvent event(Sse sse, String name, String id, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .id(id)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}
