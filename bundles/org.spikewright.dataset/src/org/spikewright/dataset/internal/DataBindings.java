package org.spikewright.dataset.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.dataset.Augmentation;
import org.spikewright.dataset.DeltaEncoder;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Glyphs;
import org.spikewright.dataset.PlaceCode;
import org.spikewright.dataset.SeriesEncoder;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Transform;
import org.spikewright.dataset.internal.event.EventFolders;
import org.spikewright.dataset.internal.file.ArraySource;
import org.spikewright.dataset.internal.file.ImageFiles;
import org.spikewright.dataset.internal.sound.LogMel;
import org.spikewright.dataset.internal.sound.SignalFile;
import org.spikewright.dataset.internal.transform.Augmentations;
import org.spikewright.dataset.internal.transform.Bins;
import org.spikewright.dataset.internal.transform.Crop;
import org.spikewright.dataset.internal.transform.Downsample;
import org.spikewright.dataset.internal.transform.Permuted;
import org.spikewright.dataset.internal.transform.Resize;
import org.spikewright.dataset.internal.transform.Scaled;

/** What functions of the library mean for data sets. */
public final class DataBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.data.glyphs", Source.class, (call, _) -> new DrawnDigits(
                        new Glyphs(call.count("height"), call.count("width"), call.number("jitter"), call.number("noise")))),
                new Binding<>("std.data.idx", Source.class, (call, _) -> new IdxFolder(call.text("folder"))),
                new Binding<>("std.data.events", Source.class, (call, _) -> EventFolders.cameras(call.text("folder"), call.text("format"),
                        call.count("height"), call.count("width"))),
                new Binding<>("std.data.spikeTrains", Source.class,
                        (call, _) -> EventFolders.channels(call.text("folder"), call.text("format"), call.count("channels"))),
                new Binding<>("std.data.signals", Source.class, (call, _) -> SignalFile.of(call.text("folder"), call.text("format"),
                        call.number("rate"), call.number("length"))),
                new Binding<>("std.data.images", Source.class, (call, _) -> ImageFiles.of(call.text("folder"))),
                new Binding<>("std.data.arrays", Source.class, (call, _) -> new ArraySource(call.text("file"), call.number("interval"))),
                new Binding<>("std.data.bins", Transform.class, (call, _) -> new Bins(call.number("length"), call.count("count"))),
                new Binding<>("std.data.downsample", Transform.class, (call, _) -> new Downsample(call.count("factor"))),
                new Binding<>("std.data.crop", Transform.class, (call, _) -> new Crop(extents(call))),
                new Binding<>("std.data.resize", Transform.class, (call, _) -> resize(extents(call))),
                new Binding<>("std.data.normalise", Transform.class, (_, _) -> Scaled.NORMALISED),
                new Binding<>("std.data.standardise", Transform.class, (_, _) -> Scaled.STANDARDISED),
                new Binding<>("std.data.logMel", Transform.class,
                        (call, _) -> new LogMel(call.count("bands"), call.number("window"), call.number("hop"))),
                new Binding<>("std.data.permuted", Transform.class, (call, _) -> new Permuted(call.count("seed"))),
                new Binding<>("std.data.flip", Augmentation.class, (_, _) -> new Augmentations.Flip()),
                new Binding<>("std.data.shift", Augmentation.class, (call, _) -> new Augmentations.Shift(call.count("most"))),
                new Binding<>("std.data.turn", Augmentation.class, (call, _) -> new Augmentations.Turn(call.number("most"))),
                new Binding<>("std.data.dropout", Augmentation.class, (call, _) -> new Augmentations.Dropout(call.number("share"))),
                new Binding<>("std.data.rate", Encoder.class, (call, _) -> new Encoder.Rate(call.count("steps"))),
                new Binding<>("std.data.latency", Encoder.class, (call, _) -> new Encoder.Latency(call.count("steps"))),
                new Binding<>("std.data.direct", Encoder.class, (call, _) -> new Encoder.Direct(call.count("steps"))),
                new Binding<>("std.data.delta", Encoder.class, (call, _) -> new DeltaEncoder(call.number("threshold"), call.count("steps"))),
                new Binding<>("std.data.placeCode", Encoder.class, (call, _) -> new PlaceCode(call.count("neurons"), call.count("steps"))),
                new Binding<>("std.data.frames", Encoder.class, (call, _) -> new SeriesEncoder(call.count("steps"))),
                new Binding<>("std.data.recorded", Encoder.class, (call, _) -> new Encoder.Frames(call.count("steps"))));
    }

    private static int[] extents(LibraryCall call) {
        double[] extents = call.numbers("extents");
        Arrays.stream(extents).filter(extent -> !(extent >= 1 && extent <= Integer.MAX_VALUE && extent == Math.rint(extent))).findFirst().ifPresent(extent -> {
            throw new IllegalArgumentException("an extent is a whole number above 0, but this is " + (extent == Math.rint(extent) ? String.valueOf((long) extent)
                    : String.valueOf(extent)));
        });
        return Arrays.stream(extents).mapToInt(extent -> (int) extent).toArray();
    }

    private static Transform resize(int... extents) {
        if (extents.length != 2) {
            throw new IllegalArgumentException("resize takes rows and columns, as [32, 32]");
        }
        return new Resize(extents[0], extents[1]);
    }
}
