package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;

class SubsetTest {

    private final Samples all = new ArraySamples(new float[20][1], IntStream.range(0, 20).toArray(), new int[] {1},
            IntStream.range(0, 20).mapToObj(Integer::toString).toList());

    @Test
    void partsAreDisjointAndTheSameForTheSameSeed() {
        List<Samples> parts = Subset.split(all, 3, 12, 8);
        Set<Integer> seen = new HashSet<>();
        parts.forEach(part -> IntStream.range(0, part.size()).forEach(i -> seen.add(part.label(i))));
        assertEquals(20, seen.size());
        assertEquals(parts.getFirst().label(5), Subset.split(all, 3, 12, 8).getFirst().label(5));
    }

    @Test
    void moreThanThereAreIsRefused() {
        DataException e = assertThrows(DataException.class, () -> Subset.first(all, 21));
        assertEquals("21 samples are asked for, but the data set has 20: ask for at most that many", e.getMessage());
        assertThrows(DataException.class, () -> Subset.split(all, 1, 15, 6));
    }
}
