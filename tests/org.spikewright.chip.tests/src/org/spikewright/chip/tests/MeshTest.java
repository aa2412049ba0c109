package org.spikewright.chip.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.spikewright.chip.Mesh;

class MeshTest {

    /** From any core to any other the way is as long as the distance, goes from neighbour to neighbour, and arrives. */
    @Test
    void everyWayArrivesAndNoneIsLongerThanTheDistance() {
        Mesh mesh = new Mesh(3, 5);
        for (int from = 0; from < mesh.cores(); from++) {
            for (int to = 0; to < mesh.cores(); to++) {
                int hops = 0;
                for (int at = from; at != to; hops++) {
                    int next = mesh.next(at, to);
                    assertEquals(1, mesh.distance(at, next));
                    at = next;
                }
                assertEquals(mesh.distance(from, to), hops);
            }
        }
    }

    @Test
    void theRowIsWalkedBeforeTheColumn() {
        Mesh mesh = new Mesh(4, 4);
        assertEquals(1, mesh.next(0, 15));
        assertTrue(mesh.next(3, 15) == 7);
    }
}
