package org.spikewright.dataset.internal;

import java.util.Optional;
import java.util.OptionalInt;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Glyphs;
import org.spikewright.dataset.Source;

/** Digits that are drawn; 8000 to train on and 2000 to test on where nothing else is asked for. */
record DrawnDigits(Glyphs glyphs) implements Source {

    @Override
    public Optional<String> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<int[]> extents() {
        return Optional.of(new int[] {1, glyphs.height(), glyphs.width()});
    }

    @Override
    public OptionalInt classes() {
        return OptionalInt.of(Glyphs.DIGITS);
    }

    @Override
    public DataSet load(Request request, Work work) {
        DataSet drawn = glyphs.generate((int) request.train().orElse(8000), (int) request.test().orElse(2000), request.seed(), work);
        return new DataSet(request.name(), drawn.train(), drawn.test());
    }
}
