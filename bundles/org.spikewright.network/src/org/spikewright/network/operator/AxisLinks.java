package org.spikewright.network.operator;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.spikewright.network.Shape;

/**
 * Links along each axis by itself: an element is computed from those whose place along each axis of the input follows from its
 * own place along one axis of the output, or from none. Both are seen with any extents that keep the order of elements.
 */
public final class AxisLinks implements Links {

    /** In place of an axis of the output: the places along an axis of the input are the same for all elements. */
    public static final int NONE = -1;

    private final int[] outputs;
    private final int[] inputs;
    private final int[] follows;
    private final Along[] along;

    /**
     * Links between arrays of those extents.
     *
     * @param follows for each axis of the input, the axis of the output that its places follow from, or {@link #NONE}; no axis of
     *                the output twice
     * @param along for each axis of the input, how
     */
    public AxisLinks(int[] outputs, int[] inputs, int[] follows, Along... along) {
        if (follows.length != inputs.length || along.length != inputs.length) {
            throw new IllegalArgumentException("links of " + along.length + " axes between " + inputs.length);
        }
        this.outputs = outputs.clone();
        this.inputs = inputs.clone();
        this.follows = follows.clone();
        this.along = along.clone();
    }

    /** Places along each axis follow from those along the same axis; {@link Along.All} from none. */
    public static AxisLinks byAxis(Shape output, Shape input, IntFunction<Along> along) {
        int[] follows = new int[input.rank()];
        Along[] each = new Along[follows.length];
        for (int axis = 0; axis < follows.length; axis++) {
            each[axis] = along.apply(axis);
            follows[axis] = each[axis] instanceof Along.All ? NONE : axis;
        }
        return new AxisLinks(output.extents(), input.extents(), follows, each);
    }

    /** Each place along the axes before the last from the same place, and from all along the last. */
    static AxisLinks lastAxis(Shape output, Shape input) {
        return byAxis(output, input, axis -> axis == input.rank() - 1 ? new Along.All(input.extent(axis))
                : new Along.Shifted(0, input.extent(axis)));
    }

    @Override
    public int outputs() {
        return product(outputs);
    }

    @Override
    public int inputs() {
        return product(inputs);
    }

    private static int product(int[] extents) {
        int product = 1;
        for (int extent : extents) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    @Override
    public long fanIn(int output) {
        int[] places = places(output);
        long count = 1;
        for (int axis = 0; axis < inputs.length && count > 0; axis++) {
            count *= along[axis].count(place(places, axis));
        }
        return count;
    }

    @Override
    public void forEachSource(int output, IntConsumer source) {
        forEachSource(places(output), 0, 0, source);
    }

    private void forEachSource(int[] places, int axis, int before, IntConsumer source) {
        if (axis == inputs.length) {
            source.accept(before);
        } else {
            along[axis].forEach(place(places, axis), at -> forEachSource(places, axis + 1, before * inputs[axis] + at, source));
        }
    }

    @Override
    public BitSet sources(int from, int to) {
        if (!isComplete() || from >= to) {
            return Links.super.sources(from, to);
        }
        BitSet all = new BitSet(inputs());
        all.set(0, inputs());
        return all;
    }

    private int[] places(int output) {
        int[] places = new int[outputs.length];
        int rest = output;
        for (int axis = outputs.length - 1; axis >= 0; axis--) {
            places[axis] = rest % outputs[axis];
            rest /= outputs[axis];
        }
        return places;
    }

    private int place(int[] places, int axis) {
        return follows[axis] == NONE ? 0 : places[follows[axis]];
    }

    @Override
    public boolean isComplete() {
        return Arrays.stream(along).allMatch(Along.All.class::isInstance);
    }

    @Override
    public boolean isOneToOne() {
        if (!Arrays.equals(outputs, inputs)) {
            return false;
        }
        for (int axis = 0; axis < along.length; axis++) {
            if (!isSame(axis)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the places along an axis are those along the same axis of the output. */
    private boolean isSame(int axis) {
        return inputs[axis] == 1 && outputs[axis] == 1 && along[axis] instanceof Along.All
                || follows[axis] == axis && keeps(axis);
    }

    private boolean keeps(int axis) {
        return follows[axis] != NONE && inputs[axis] == outputs[follows[axis]] && along[axis] instanceof Along.Shifted(int by, _) && by == 0;
    }

    @Override
    public long count() {
        long count = repeats();
        for (int axis = 0; axis < inputs.length; axis++) {
            long here = 0;
            for (int place = 0; place < followed(axis); place++) {
                here += along[axis].count(place);
            }
            count *= here;
        }
        return count;
    }

    @Override
    public long mostIn() {
        long most = 1;
        for (int axis = 0; axis < inputs.length; axis++) {
            int here = 0;
            for (int place = 0; place < followed(axis); place++) {
                here = Math.max(here, along[axis].count(place));
            }
            most *= here;
        }
        return most;
    }

    @Override
    public long mostOut() {
        long most = repeats();
        for (int axis = 0; axis < inputs.length; axis++) {
            int[] reached = new int[inputs[axis]];
            for (int place = 0; place < followed(axis); place++) {
                along[axis].forEach(place, at -> reached[at]++);
            }
            most *= Arrays.stream(reached).max().orElse(0);
        }
        return most;
    }

    /** Places along the axis of the output that an axis of the input follows. */
    private int followed(int axis) {
        return follows[axis] == NONE ? 1 : outputs[follows[axis]];
    }

    /** How many elements are computed from the same ones: places along the axes of the output that nothing follows. */
    private long repeats() {
        long repeats = 1;
        for (int axis = 0; axis < outputs.length; axis++) {
            repeats *= isFollowed(axis) ? 1 : outputs[axis];
        }
        return repeats;
    }

    private boolean isFollowed(int axis) {
        return Arrays.stream(follows).anyMatch(follow -> follow == axis);
    }

    @Override
    public Links after(Links before) {
        if (!isOneToOne() && !before.isOneToOne() && before instanceof AxisLinks first) {
            if (isComplete()) {
                return complete(first.outputs).afterAxes(first);
            }
            if (Arrays.equals(inputs, first.outputs) && reachesAlongUnfollowed(first)) {
                return afterAxes(first);
            }
        }
        return Links.super.after(before);
    }

    /** The same complete links seen with those extents of the input. */
    private AxisLinks complete(int[] extents) {
        int[] none = new int[extents.length];
        Arrays.fill(none, NONE);
        return new AxisLinks(outputs, extents, none, Arrays.stream(extents).mapToObj(Along.All::new).toArray(Along[]::new));
    }

    /** Whether along axes that the links before do not follow there is always a place; else some elements have no source. */
    private boolean reachesAlongUnfollowed(AxisLinks before) {
        for (int axis = 0; axis < inputs.length; axis++) {
            if (!before.isFollowed(axis)) {
                for (int place = 0; place < followed(axis); place++) {
                    if (along[axis].count(place) == 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private Links afterAxes(AxisLinks before) {
        int[] joined = new int[before.inputs.length];
        Along[] each = new Along[joined.length];
        for (int axis = 0; axis < joined.length; axis++) {
            int between = before.follows[axis];
            joined[axis] = between == NONE ? NONE : follows[between];
            each[axis] = between == NONE || keeps(between) ? before.along[axis]
                    : before.keeps(axis) ? along[between] : listed(between, before, axis);
        }
        return new AxisLinks(outputs, before.inputs, joined, each);
    }

    /** The places along an axis of what comes first, for each place that an axis between is followed from. */
    private Along listed(int between, AxisLinks before, int axis) {
        int[][] sources = new int[followed(between)][];
        for (int place = 0; place < sources.length; place++) {
            boolean[] seen = new boolean[before.inputs[axis]];
            along[between].forEach(place, middle -> before.along[axis].forEach(middle, at -> seen[at] = true));
            sources[place] = IntStream.range(0, seen.length).filter(at -> seen[at]).toArray();
        }
        return follows[between] == NONE && sources[0].length == before.inputs[axis] ? new Along.All(before.inputs[axis])
                : new Along.Listed(sources);
    }

    @Override
    public Links or(Links other) {
        if (other instanceof AxisLinks links) {
            if (links.contains(this)) {
                return links;
            }
            if (contains(links)) {
                return this;
            }
        }
        return Links.super.or(other);
    }

    /** Whether all that others link is linked here, as far as that is seen axis by axis. */
    private boolean contains(AxisLinks others) {
        AxisLinks same = others.isOneToOne() && Arrays.equals(outputs, inputs) ? kept(outputs) : others;
        if (!Arrays.equals(outputs, same.outputs) || !Arrays.equals(inputs, same.inputs)) {
            return false;
        }
        for (int axis = 0; axis < inputs.length; axis++) {
            if (!(along[axis] instanceof Along.All) && (follows[axis] != same.follows[axis] || !contains(axis, same.along[axis]))) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(int axis, Along other) {
        boolean[] seen = new boolean[inputs[axis]];
        int[] missing = new int[1];
        for (int place = 0; place < followed(axis); place++) {
            Arrays.fill(seen, false);
            along[axis].forEach(place, at -> seen[at] = true);
            other.forEach(place, at -> missing[0] += seen[at] ? 0 : 1);
        }
        return missing[0] == 0;
    }

    /** One to one, seen with those extents. */
    private static AxisLinks kept(int[] extents) {
        int[] axes = IntStream.range(0, extents.length).toArray();
        return new AxisLinks(extents, extents, axes, Arrays.stream(extents).mapToObj(extent -> new Along.Shifted(0, extent))
                .toArray(Along[]::new));
    }
}
