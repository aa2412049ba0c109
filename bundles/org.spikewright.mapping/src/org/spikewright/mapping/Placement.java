package org.spikewright.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.spikewright.chip.Mesh;
import org.spikewright.common.Work;

/**
 * Finds a place on the mesh for each part. Parts start along a snake from the edge where samples enter, in the order of the
 * layers; then parts move to free cores or change places as long as that makes the cost smaller.
 */
final class Placement {

    private final Mesh mesh;
    private final Traffic traffic;
    private final boolean congestion;
    private final int[] core;
    private final int[] occupant;

    private Placement(Mesh mesh, Traffic traffic, Objective objective) {
        this.mesh = mesh;
        this.traffic = traffic;
        this.congestion = objective == Objective.CONGESTION;
        this.core = new int[traffic.fromEdge().length];
        this.occupant = new int[mesh.cores()];
        Arrays.fill(occupant, -1);
        for (int i = 0; i < core.length; i++) {
            // Parts are listed from the last layer on; the first layer belongs nearest to the edge.
            core[core.length - 1 - i] = snake(i);
            occupant[snake(i)] = core.length - 1 - i;
        }
    }

    /** The core of each part. */
    static int[] of(Mesh mesh, Traffic traffic, Objective objective, Work work) {
        Placement placement = new Placement(mesh, traffic, objective);
        work.begin("placing", 0);
        while (placement.improve(work)) {
            work.checkCancelled();
        }
        return placement.core;
    }

    private int snake(int i) {
        int row = i / mesh.columns();
        int column = i % mesh.columns();
        return row * mesh.columns() + (row % 2 == 0 ? column : mesh.columns() - 1 - column);
    }

    private boolean improve(Work work) {
        boolean improved = false;
        for (int part = 0; part < core.length; part++) {
            work.checkCancelled();
            for (int target = 0; target < occupant.length; target++) {
                if (target != core[part] && gain(part, target) > 1e-9) {
                    exchange(part, target);
                    improved = true;
                }
            }
        }
        return improved;
    }

    private double gain(int part, int target) {
        int other = occupant[target];
        int home = core[part];
        double before = congestion ? busiest() : cost(part) + (other < 0 ? 0 : cost(other));
        exchange(part, target);
        double after = congestion ? busiest() : cost(part) + (other < 0 ? 0 : cost(other));
        exchange(part, home);
        return before - after;
    }

    /** Moves a part to a core; a part that is there moves to where the first came from. */
    private void exchange(int part, int target) {
        int home = core[part];
        int other = occupant[target];
        core[part] = target;
        occupant[target] = part;
        occupant[home] = other;
        if (other >= 0) {
            core[other] = home;
        }
    }

    /** Links crossed by all spikes from and to a part. */
    private double cost(int part) {
        double cost = (double) traffic.fromEdge()[part] * mesh.distance(Routes.EDGE, core[part]);
        for (int other = 0; other < core.length; other++) {
            long spikes = traffic.between()[part][other] + traffic.between()[other][part];
            if (spikes > 0) {
                cost += (double) spikes * mesh.distance(core[part], core[other]);
            }
        }
        return cost;
    }

    /** Spikes over the busiest link, and as a tie-break a little of all links. */
    private double busiest() {
        Map<Routes.Link, Long> links = new HashMap<>(Routes.of(mesh, traffic, core).links());
        long most = links.values().stream().mapToLong(Long::longValue).max().orElse(0);
        double all = links.values().stream().mapToDouble(Long::doubleValue).sum();
        return most + all / (1 + 4.0 * mesh.cores());
    }
}
