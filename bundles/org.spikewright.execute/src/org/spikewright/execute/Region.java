package org.spikewright.execute;

import java.util.List;

/** Nodes that are computed together. */
public sealed interface Region {

    /** The nodes, in order. */
    List<Node> nodes();

    /** Nodes on no cycle: each is computed for all steps of its samples at once. */
    record Sequence(List<Node> nodes) implements Region {
        public Sequence {
            nodes = List.copyOf(nodes);
        }
    }

    /** Nodes that depend on what they gave in earlier steps: all are computed step by step. */
    record Loop(List<Node> nodes) implements Region {
        public Loop {
            nodes = List.copyOf(nodes);
        }
    }

    /** A node that needs the whole batch where weights are learnt. */
    record Barrier(Node node, BatchKernel kernel) implements Region {
        @Override
        public List<Node> nodes() {
            return List.of(node);
        }
    }
}
