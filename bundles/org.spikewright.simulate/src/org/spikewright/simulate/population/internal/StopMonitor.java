package org.spikewright.simulate.population.internal;

import java.util.Optional;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.StopCondition;

/** Looks at one condition at regular steps. */
final class StopMonitor {

    private final StopCondition condition;
    private final int size;
    private final long interval;
    private final double seconds;
    private long before;
    private long first;

    StopMonitor(StopCondition condition, PopulationTask task) {
        this.condition = condition;
        this.size = new Counted(task.network(), condition.of()).size();
        this.interval = new TimeGrid(task.dt()).atLeastOne(condition.interval());
        this.seconds = interval * task.dt();
    }

    /** The step after {@code step} at which it looks next. */
    long next(long step) {
        return (step / interval + 1) * interval;
    }

    /** The condition, where it holds at a step that it looks at. */
    Optional<StopCondition> look(long step, RecorderState recording) {
        if (step % interval != 0) {
            return Optional.empty();
        }
        long count = recording.count(condition.of());
        double rate = (count - before) / (seconds * size);
        before = count;
        if (step - interval < first) {
            return Optional.empty();
        }
        boolean holds = switch (condition) {
            case StopCondition.Spikes(_, long wanted, _) -> count >= wanted;
            case StopCondition.RateAbove(_, double limit, _) -> rate > limit;
            case StopCondition.RateBelow(_, double limit, _) -> rate < limit;
        };
        return holds ? Optional.of(condition) : Optional.empty();
    }

    /** Looks at whole intervals from that step on. */
    void begin(long step) {
        first = step;
    }

    /** Saves or restores what it remembers. */
    void transfer(StateCodec archive) {
        before = archive.number(before);
    }
}
