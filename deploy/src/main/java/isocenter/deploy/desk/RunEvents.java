package isocenter.deploy.desk;

import isocenter.deploy.representation.CurveJson;
import isocenter.pretrain.registry.PretrainEvaluation;
import isocenter.pretrain.registry.PretrainingRun;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is new of a run: {@code run}, {@code points}, {@code evaluations} and, at last, {@code end}. */
final class RunEvents implements EventStream.Source {
    private final Sse sse;
    private final RunDesk desk;
    private final String id;
    private long step;
    private int evaluations;
    private boolean ended;
    private @Nullable RunSummary told;

    RunEvents(Sse sse, RunDesk desk, String id, long after) {
        this.sse = sse;
        this.desk = desk;
        this.id = id;
        this.step = after;
    }

    @Override
    public List<OutboundSseEvent> look() {
        PretrainingRun run = desk.require(id);
        // before the points: whoever is told of the end has been told of every point
        RunSummary now = desk.summary(run);
        List<OutboundSseEvent> events = new ArrayList<>();
        List<CurveJson> points = desk.points(run.id, step);
        if (!points.isEmpty()) {
            step = points.get(points.size() - 1).step();
            events.add(event("points", points));
        }
        List<PretrainEvaluation> said = desk.evaluations(run.id);
        if (said.size() != evaluations) {
            evaluations = said.size();
            events.add(event("evaluations", said));
        }
        if (!now.equals(told)) {
            told = now;
            events.add(event("run", now));
        }
        if (now.finished()) {
            ended = true;
            events.add(event("end", now));
        }
        return events;
    }

    private OutboundSseEvent event(String name, Object data) {
        return EventStream.event(sse, name, Long.toString(step), data);
    }

    @Override
    public boolean ended() {
        return ended;
    }
}
