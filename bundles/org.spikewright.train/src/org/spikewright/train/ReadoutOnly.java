package org.spikewright.train;

import java.util.ArrayDeque;
import java.util.Deque;
import org.spikewright.common.Work;
import org.spikewright.execute.Node;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;

/** Only what no further weights follow learns, by back-propagation; the rest stays as it was drawn, as in a reservoir. */
public record ReadoutOnly() implements LearningRule {

    @Override
    public Learner learner(Setting setting) {
        Learner whole = new Bptt().learner(setting);
        boolean[] frozen = frozen(whole.plan());
        return new Learner() {

            @Override
            public Plan plan() {
                return whole.plan();
            }

            @Override
            public boolean[] frozen() {
                return frozen.clone();
            }

            @Override
            public Outcome learn(Parameters weights, Batch batch, Parameters direction, Work work) {
                return whole.learn(weights, batch, direction, work);
            }
        };
    }

    private static boolean[] frozen(Plan plan) {
        boolean[] frozen = new boolean[plan.parameters().size()];
        for (Node node : plan.nodes()) {
            if (isFollowed(plan, node)) {
                node.parameters().forEach(parameter -> frozen[parameter] = true);
            }
        }
        return frozen;
    }

    /** Whether other weights that are learnt receive what follows from it. */
    private static boolean isFollowed(Plan plan, Node node) {
        boolean[] isReached = new boolean[plan.nodes().size()];
        Deque<Integer> open = new ArrayDeque<>();
        open.add(node.index());
        while (!open.isEmpty()) {
            int from = open.remove();
            for (Node next : plan.nodes()) {
                if (next.inputs().contains(from) && !isReached[next.index()]) {
                    isReached[next.index()] = true;
                    open.add(next.index());
                }
            }
        }
        return plan.nodes().stream().anyMatch(other -> other != node && isReached[other.index()] && other.learns()
                && other.parameters().stream().map(plan.parameters()::get).anyMatch(one -> one.learned() && one.shape().rank() > 1));
    }
}
