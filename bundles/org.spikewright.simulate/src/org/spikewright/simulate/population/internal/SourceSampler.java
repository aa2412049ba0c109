package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.Optional;
import org.spikewright.common.RandomStream;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distances;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Gathering;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Projection;

/**
 * A connection rule as the sources of each target, by their numbers among all that the rule draws from. A target's sources depend on
 * the seed, the graph's name and the target alone, so that targets may be asked for in any order, by any thread, and again.
 */
abstract class SourceSampler {

    /** The sources of one target, and room to find them; for one thread. */
    static final class Found {
        private int[] sources = new int[1024];
        private int[] indices = new int[0];
        private int count;
        private long[] taken = new long[0];
        /** Where delays are drawn from. */
        private RandomStream delays;
        private final SynapsePlace place = new SynapsePlace();

        /** How many. */
        int count() {
            return count;
        }

        /** None. */
        void clear() {
            count = 0;
        }

        RandomStream delays() {
            return delays;
        }

        void delays(RandomStream random) {
            delays = random;
        }

        /** Room to say what a value is for. */
        SynapsePlace place() {
            return place;
        }

        /** A source's number. */
        int source(int k) {
            return sources[k];
        }

        /** Which connection of a list it is; else 0. */
        int index(int k) {
            return k < indices.length ? indices[k] : 0;
        }

        private void add(int source) {
            if (count == sources.length) {
                sources = Arrays.copyOf(sources, 2 * count);
            }
            sources[count++] = source;
        }

        private void addListed(int source, int index) {
            if (count >= indices.length) {
                indices = Arrays.copyOf(indices, Math.max(16, 2 * count));
            }
            indices[count] = index;
            add(source);
        }

        /** Adds that many random sources, {@code except} left out unless it is -1. */
        private void draw(int wanted, int sources, int except, boolean repeated, RandomStream random) {
            int choices = except < 0 ? sources : sources - 1;
            if (!repeated && taken.length << 6 < sources) {
                taken = new long[(sources >>> 6) + 1];
            }
            int from = count;
            while (count < from + wanted) {
                int source = Sampler.below(choices, random);
                if (except >= 0 && source >= except) {
                    source++;
                }
                if (repeated || (taken[source >>> 6] & 1L << source) == 0) {
                    add(source);
                    if (!repeated) {
                        taken[source >>> 6] |= 1L << source;
                    }
                }
            }
            for (int k = from; !repeated && k < count; k++) {
                taken[this.sources[k] >>> 6] = 0;
            }
        }
    }

    private final long seed;
    private final String name;

    private SourceSampler(long seed, String name) {
        this.seed = seed;
        this.name = name;
    }

    /** Finds the sources of a target; returns the random stream that the target's weights and delays go on with. */
    final RandomStream find(int target, Found found) {
        RandomStream random = RandomStream.of(seed, "connect/" + name, target);
        found.count = 0;
        add(target, random, found);
        return random;
    }

    abstract void add(int target, RandomStream random, Found found);

    /** The rule of a projection, between all neurons of its graph. */
    static SourceSampler of(Projection projection, Gathering all, long seed) {
        int sources = (int) all.sources();
        int targets = (int) all.targets();
        String name = projection.ends().graph();
        return switch (projection.rule()) {
            case ConnectionRule.AllToAll(boolean autapses) -> new SourceSampler(seed, name) {
                @Override
                void add(int post, RandomStream random, Found found) {
                    for (int s = 0; s < sources; s++) {
                        if (autapses || all.twin(post) != s) {
                            found.add(s);
                        }
                    }
                }
            };
            case ConnectionRule.OneToOne() -> new SourceSampler(seed, name) {
                @Override
                void add(int post, RandomStream random, Found found) {
                    found.add(post);
                }
            };
            case ConnectionRule.FixedInDegree(Distribution degree, Pairing pairing) -> {
                Sampler degrees = Sampler.of(degree);
                yield new SourceSampler(seed, name) {
                    @Override
                    void add(int post, RandomStream random, Found found) {
                        found.draw(degree(degrees, seed, name, post), sources, pairing.autapses() ? -1 : all.twin(post), pairing.multapses(), random);
                    }
                };
            }
            case ConnectionRule.FixedTotal(long total, Pairing pairing) -> {
                boolean without = all.twins() > 0 && !pairing.autapses();
                int[] shares = StreamSplitter.of(seed, name, total, targets, sources - (without ? 1 : 0),
                        pairing.multapses());
                yield new SourceSampler(seed, name) {
                    @Override
                    void add(int post, RandomStream random, Found found) {
                        found.draw(shares[post], sources, without ? all.twin(post) : -1, pairing.multapses(), random);
                    }
                };
            }
            case ConnectionRule.PairwiseProbability(Distribution.Constant(double probability), boolean autapses) ->
                new SourceSampler(seed, name) {
                    @Override
                    void add(int post, RandomStream random, Found found) {
                        bernoulli(probability, sources, autapses ? -1 : all.twin(post), random, found);
                    }
                };
            case ConnectionRule.PairwiseProbability(Distribution probability, boolean autapses) -> {
                Sampler probabilities = Sampler.of(probability);
                Optional<Distances> distances = probability.isByDistance() ? Optional.of(all.distances(seed)) : Optional.empty();
                yield new SourceSampler(seed, name) {
                    @Override
                    void add(int post, RandomStream random, Found found) {
                        RandomStream drawn = RandomStream.of(seed, "probability/" + name, post);
                        for (int s = 0; s < sources; s++) {
                            double chance = random.nextDouble();
                            double least = probabilities.draw(drawn, found.place().set(0, s, post, s, post, distances));
                            if ((autapses || all.twin(post) != s) && chance < least) {
                                found.add(s);
                            }
                        }
                    }
                };
            }
            case ConnectionRule.SpatialKernel kernel -> {
                Distances distances = all.distances(seed);
                yield new SourceSampler(seed, name) {
                    @Override
                    void add(int post, RandomStream random, Found found) {
                        for (int s = 0; s < sources; s++) {
                            double chance = random.nextDouble();
                            if ((kernel.autapses() || all.twin(post) != s) && chance < kernel.probability()
                                    * kernel.profile().at(distances.between(s, post))) {
                                found.add(s);
                            }
                        }
                    }
                };
            }
            case ConnectionRule.Listed(int[] from, int[] to) -> byTarget(seed, name, from, to, targets);
            case ConnectionRule.FixedOutDegree(Distribution degree, Pairing pairing) -> outgoing(seed, name, all, degree, pairing);
            case ConnectionRule.SmallWorld(int neighbours, double rewiring) ->
                smallWorld(seed, name, sources, neighbours, rewiring, all.twin(0) == 0);
        };
    }

    /** How many partners a neuron has. */
    private static int degree(Sampler degrees, long seed, String name, int neuron) {
        return ConnectionRule.whole(degrees.draw(RandomStream.of(seed, "degree/" + name, neuron), Place.numbered(neuron)));
    }

    /** Passes over sources that chance leaves out in one leap each. */
    private static void bernoulli(double probability, int sources, int except, RandomStream random, Found found) {
        if (probability == 0) {
            return;
        }
        double log = Math.log1p(-probability);
        double s = -1;
        while (true) {
            s += 1 + (probability == 1 ? 0 : Math.floor(Math.log(1 - random.nextDouble()) / log));
            if (s >= sources) {
                return;
            }
            if ((int) s != except) {
                found.add((int) s);
            }
        }
    }

    private static SourceSampler outgoing(long seed, String name, Gathering all, Distribution degree, Pairing pairing) {
        Sampler sampler = Sampler.of(degree);
        int sources = (int) all.sources();
        int targets = (int) all.targets();
        int[] twins = new int[sources];
        Arrays.fill(twins, -1);
        for (int t = 0; t < targets && !pairing.autapses(); t++) {
            if (all.twin(t) >= 0) {
                twins[all.twin(t)] = t;
            }
        }
        int[] ends = new int[sources + 1];
        for (int s = 0; s < sources; s++) {
            ends[s + 1] = Math.addExact(ends[s], degree(sampler, seed, name, s));
        }
        int[] from = new int[ends[sources]];
        int[] to = new int[from.length];
        Found row = new Found();
        for (int s = 0; s < sources; s++) {
            row.count = 0;
            row.draw(ends[s + 1] - ends[s], targets, twins[s], pairing.multapses(), RandomStream.of(seed, "outgoing/" + name, s));
            Arrays.fill(from, ends[s], ends[s + 1], s);
            System.arraycopy(row.sources, 0, to, ends[s], row.count);
        }
        return byTarget(seed, name, from, to, targets);
    }

    private static SourceSampler smallWorld(long seed, String name, int size, int neighbours, double rewiring, boolean same) {
        int[] from = new int[Math.multiplyExact(size, neighbours)];
        int[] to = new int[from.length];
        for (int s = 0; s < size; s++) {
            RandomStream random = RandomStream.of(seed, "outgoing/" + name, s);
            for (int k = 0; k < neighbours; k++) {
                int step = k < neighbours / 2 ? k + 1 : neighbours / 2 - 1 - k;
                int target = Math.floorMod(s + step, size);
                if (random.nextDouble() < rewiring) {
                    target = Sampler.below(same ? size - 1 : size, random);
                    target += same && target >= s ? 1 : 0;
                }
                from[s * neighbours + k] = s;
                to[s * neighbours + k] = target;
            }
        }
        return byTarget(seed, name, from, to, size);
    }

    private static SourceSampler byTarget(long seed, String name, int[] from, int[] to, int targets) {
        int[] ends = new int[targets + 1];
        for (int target : to) {
            ends[target + 1]++;
        }
        for (int t = 0; t < targets; t++) {
            ends[t + 1] += ends[t];
        }
        int[] order = new int[to.length];
        int[] at = Arrays.copyOf(ends, targets);
        for (int k = 0; k < to.length; k++) {
            order[at[to[k]]++] = k;
        }
        return new SourceSampler(seed, name) {
            @Override
            void add(int post, RandomStream random, Found found) {
                for (int k = ends[post]; k < ends[post + 1]; k++) {
                    found.addListed(from[order[k]], order[k]);
                }
            }
        };
    }
}
