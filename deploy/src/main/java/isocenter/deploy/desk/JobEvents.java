package isocenter.deploy.desk;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The list of jobs, whenever it is another one. */
final class JobEvents implements EventStream.Source {
    private final Sse sse;
    private final Supplier<List<Map<String, @Nullable Object>>> jobs;
    private List<Map<String, @Nullable Object>> told = List.of();
    private long count;

    JobEvents(Sse sse, Supplier<List<Map<String, @Nullable Object>>> jobs) {
        this.sse = sse;
        this.jobs = jobs;
    }

    @Override
    public List<OutboundSseEvent> look() {
        List<Map<String, @Nullable Object>> now = jobs.get();
        if (count > 0 && now.equals(told)) {
            return List.of();
        }
        told = now;
        count++;
        return List.of(EventStream.event(sse, "jobs", Long.toString(count), now));
    }
}
