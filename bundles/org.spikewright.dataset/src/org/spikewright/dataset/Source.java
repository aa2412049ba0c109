package org.spikewright.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.spikewright.common.Work;

/** Where the samples of a data set come from. */
public interface Source {

    /**
     * What is loaded.
     *
     * @param name of the data set
     * @param files the folder of its files, where there are any
     * @param train how many samples to train on; all that there are, or as many as is usual, if empty
     * @param test how many to test on
     * @param seed of what is drawn
     * @param fields what samples are made of
     * @param wanted throws if samples of such extents are of no use; where they lie in files, asked before they are read
     */
    record Request(String name, Optional<Path> files, OptionalLong train, OptionalLong test, long seed, Fields fields,
            Consumer<int[]> wanted) {
    }

    /**
     * A part of each sample.
     *
     * @param size how many values it has, in each step where it is a series
     */
    record Field(String name, int size) {
    }

    /**
     * What samples are made of.
     *
     * @param inputs what a network receives, in that order; none where the samples are taken as the source has them
     * @param label what their classes are called, if anything
     * @param target the numbers that are right; empty where samples have classes
     * @param mask which of them count; all if empty
     */
    record Fields(List<Field> inputs, Optional<String> label, Optional<Field> target, Optional<Field> mask) {

        /** Samples with classes, as the source has them. */
        public static final Fields NONE = new Fields(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        public Fields {
            inputs = List.copyOf(inputs);
        }

        /** Whether they are more than values with a class. */
        public boolean areNamed() {
            return inputs.size() > 1 || target.isPresent();
        }
    }

    /** Why it has no samples of such fields, in a sentence; nothing if it has. */
    default Optional<String> obstacle(Fields fields) {
        return fields.areNamed() ? Optional.of("samples of several inputs, and numbers that are right, are read from arrays only yet") : Optional.empty();
    }

    /** The folder of its files as the model names it; empty if samples are drawn, from a seed, and not read. */
    Optional<String> folder();

    /**
     * The files that are read.
     *
     * @param folder of its files
     * @throws DataException if one is missing
     */
    default List<Path> files(Path folder) {
        return List.of();
    }

    /** The extents of a sample, as far as they are known before anything is read. */
    Optional<int[]> extents();

    /** What a sample is like, as far as that is known before anything is read. */
    default Optional<SampleForm> form() {
        return extents().map(SampleForm::values);
    }

    /** Seconds between the values of series, where they are known before anything is read. */
    default OptionalDouble interval() {
        return form().stream().mapToDouble(SampleForm::interval).filter(seconds -> seconds > 0).findFirst();
    }

    /** How many classes there are, as far as that is known before anything is read. */
    OptionalInt classes();

    /**
     * Reads or draws the samples.
     *
     * @throws DataException if files are missing or broken; the message names them
     */
    DataSet load(Request request, Work work);
}
