package org.spikewright.simulate.population.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.simulate.population.Environment;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;

/** An environment with what it gives to the network. */
final class ClosedLoop {

    private final PopulationTask task;
    private final Environment environment;
    private final External external;
    private final RecorderState recording;
    private final long latency;

    /**
     * What an environment sets.
     *
     * @param values by drive, one for each neuron
     * @param trains by population
     */
    record External(Map<String, float[]> values, Map<String, ExternalTrains> trains) {

        /** Nothing is set yet. */
        static External of(PopulationTask task) {
            External external = new External(new LinkedHashMap<>(), new LinkedHashMap<>());
            for (Drive drive : task.network().drives()) {
                if (drive.signal() instanceof Drive.External) {
                    external.values.put(drive.name(), new float[task.network().population(drive.target()).size()]);
                }
            }
            for (Population population : task.network().populations()) {
                if (population.cells() instanceof Population.External) {
                    external.trains.put(population.name(), new ExternalTrains());
                }
            }
            return external;
        }

        /** Saves or restores it. */
        void transfer(StateCodec archive) {
            values.values().forEach(archive::floats);
            trains.values().forEach(train -> train.transfer(archive));
        }
    }

    ClosedLoop(PopulationTask task, Environment environment, External external, RecorderState recording) {
        this.task = task;
        this.environment = environment;
        this.external = external;
        this.recording = recording;
        this.latency = new TimeGrid(task.dt()).atLeastOne(environment.latency());
        environment.observed().forEach(recording::observe);
    }

    /** The step after {@code step} at which the next exchange is. */
    long next(long step) {
        return (step / latency + 1) * latency;
    }

    /** An exchange, if there is one at this step. */
    void exchange(long step) {
        if (step % latency != 0) {
            return;
        }
        external.trains.values().forEach(ExternalTrains::clear);
        environment.exchange(new Answers(step));
        external.trains.values().forEach(ExternalTrains::order);
        recording.forgetObserved();
    }

    /** Saves or restores the environment. */
    void transfer(StateCodec archive) {
        byte[] state = archive.block(archive.reads() ? new byte[0] : environment.save());
        if (archive.reads()) {
            environment.restore(state);
        }
    }

    private final class Answers implements Environment.Exchange {
        private final long step;

        Answers(long step) {
            this.step = step;
        }

        @Override
        public double time() {
            return step * task.dt();
        }

        @Override
        public Raster spikes(String population) {
            return recording.observed(population);
        }

        @Override
        public void set(String drive, int neuron, double value) {
            float[] values = external.values.get(drive);
            if (values == null) {
                throw new IllegalArgumentException("network " + task.network().name() + " has no external drive " + drive);
            }
            check(drive, neuron, values.length);
            values[neuron] = (float) value;
        }

        @Override
        public void fire(String population, int cell, double after) {
            ExternalTrains train = external.trains.get(population);
            if (train == null) {
                throw new IllegalArgumentException("network " + task.network().name() + " has no population " + population
                        + " of external cells");
            }
            check(population, cell, task.network().population(population).size());
            long steps = new TimeGrid(task.dt()).atLeastOne(after);
            if (!(after > 0) || steps > latency) {
                throw new IllegalArgumentException("a spike of " + population + " is to be fired after " + after
                        + " s, which is not within the latency of " + latency * task.dt() + " s");
            }
            train.add(step + steps - 1, cell);
        }

        private static void check(String what, int index, int size) {
            if (index < 0 || index >= size) {
                throw new IllegalArgumentException(what + " has neurons 0 to " + (size - 1) + ", but not " + index);
            }
        }
    }
}
