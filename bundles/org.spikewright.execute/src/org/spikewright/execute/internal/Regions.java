package org.spikewright.execute.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.spikewright.execute.BatchKernel;
import org.spikewright.execute.Node;
import org.spikewright.execute.Region;

/** Divides nodes into regions: those on cycles together, others as long sequences as there are. */
public final class Regions {

    private final int[][] targets;
    private final int[] component;
    private final int[] low;
    private final int[] order;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int visited;
    private int components;

    private Regions(int[][] targets) {
        this.targets = targets;
        this.component = new int[targets.length];
        this.low = new int[targets.length];
        this.order = new int[targets.length];
        Arrays.fill(component, -1);
        Arrays.fill(order, -1);
        for (int i = 0; i < targets.length; i++) {
            if (order[i] < 0) {
                connect(i);
            }
        }
    }

    /** The strongly connected components of a graph: for each node, the number of its component. Tarjan, SIAM J. Comput. 1, 1972. */
    public static int[] components(int[][] targets) {
        return new Regions(targets).component;
    }

    private record Visit(int node, int[] next) {
    }

    /** Without recursion, as networks can be thousands of layers deep. */
    private void connect(int root) {
        Deque<Visit> visits = new ArrayDeque<>();
        visits.push(enter(root));
        while (!visits.isEmpty()) {
            Visit visit = visits.peek();
            int node = visit.node();
            if (visit.next()[0] < targets[node].length) {
                int to = targets[node][visit.next()[0]++];
                if (order[to] < 0) {
                    visits.push(enter(to));
                } else if (component[to] < 0) {
                    low[node] = Math.min(low[node], order[to]);
                }
                continue;
            }
            visits.pop();
            if (!visits.isEmpty()) {
                int from = visits.peek().node();
                low[from] = Math.min(low[from], low[node]);
            }
            if (low[node] == order[node]) {
                int member;
                do {
                    member = open.pop();
                    component[member] = components;
                } while (member != node);
                components++;
            }
        }
    }

    private Visit enter(int node) {
        order[node] = visited;
        low[node] = visited++;
        open.push(node);
        return new Visit(node, new int[1]);
    }

    /** The regions of those nodes, in an order in which each comes after those it receives from. */
    public static List<Region> of(List<Node> nodes) {
        int[][] targets = targets(nodes);
        int[] component = components(targets);
        int count = Arrays.stream(component).max().orElse(-1) + 1;
        List<List<Node>> members = new ArrayList<>();
        int[] waiting = new int[count];
        for (int i = 0; i < count; i++) {
            members.add(new ArrayList<>());
        }
        for (Node node : nodes) {
            members.get(component[node.index()]).add(node);
            for (int to : targets[node.index()]) {
                waiting[component[to]] += component[to] == component[node.index()] ? 0 : 1;
            }
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>(Comparator.comparing(one -> members.get(one).getFirst().index()));
        for (int i = 0; i < count; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        List<Region> regions = new ArrayList<>();
        List<Node> sequence = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.poll();
            List<Node> here = members.get(next);
            Node first = here.getFirst();
            boolean isLoop = here.size() > 1 || Arrays.stream(targets[first.index()]).anyMatch(to -> to == first.index());
            if (isLoop || first.kernel() instanceof BatchKernel) {
                flush(sequence, regions);
                regions.add(isLoop ? new Region.Loop(here) : new Region.Barrier(first, (BatchKernel) first.kernel()));
            } else {
                sequence.add(first);
            }
            for (Node node : here) {
                for (int to : targets[node.index()]) {
                    if (component[to] != next && --waiting[component[to]] == 0) {
                        ready.add(component[to]);
                    }
                }
            }
        }
        flush(sequence, regions);
        return List.copyOf(regions);
    }

    private static void flush(List<Node> sequence, List<Region> regions) {
        if (!sequence.isEmpty()) {
            regions.add(new Region.Sequence(sequence));
            sequence.clear();
        }
    }

    private static int[][] targets(List<Node> nodes) {
        List<List<Integer>> targets = new ArrayList<>();
        nodes.forEach(_ -> targets.add(new ArrayList<>()));
        nodes.forEach(node -> node.inputs().forEach(from -> targets.get(from).add(node.index())));
        return targets.stream().map(list -> list.stream().mapToInt(to -> to).toArray()).toArray(int[][]::new);
    }
}
