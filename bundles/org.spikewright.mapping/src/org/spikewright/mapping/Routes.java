package org.spikewright.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spikewright.chip.Mesh;

/**
 * The way of every spike: along the row first, then along the column.
 *
 * @param links spikes over each link, over the whole recorded run
 * @param hops links crossed by all spikes
 * @param messages spikes that went from one core to another, or in from the edge
 */
record Routes(Map<Link, Long> links, long hops, long messages) {

    /** Samples enter the chip at this core's router. */
    static final int EDGE = 0;

    /** A link from one router to the next. */
    record Link(int from, int to) {
    }

    static Routes of(Mesh mesh, Traffic traffic, int[] core) {
        Map<Link, Long> links = new LinkedHashMap<>();
        long hops = 0;
        long messages = 0;
        for (int to = 0; to < core.length; to++) {
            hops += route(mesh, EDGE, core[to], traffic.fromEdge()[to], links);
            messages += traffic.fromEdge()[to];
            for (int from = 0; from < core.length; from++) {
                long spikes = traffic.between()[from][to];
                hops += route(mesh, core[from], core[to], spikes, links);
                messages += from == to ? 0 : spikes;
            }
        }
        return new Routes(links, hops, messages);
    }

    private static long route(Mesh mesh, int from, int to, long spikes, Map<Link, Long> links) {
        if (spikes == 0) {
            return 0;
        }
        for (int at = from; at != to;) {
            int next = mesh.next(at, to);
            links.merge(new Link(at, next), spikes, Long::sum);
            at = next;
        }
        return spikes * mesh.distance(from, to);
    }
}
