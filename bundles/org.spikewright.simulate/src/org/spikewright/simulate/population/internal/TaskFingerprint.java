package org.spikewright.simulate.population.internal;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A number that tells one description from another, the same in every process: of records, lists, numbers and texts. */
final class TaskFingerprint {

    private long value = 1;

    long value() {
        return value;
    }

    /**
     * Takes something in.
     *
     * @throws IllegalArgumentException if it is of a kind whose content cannot be seen
     */
    TaskFingerprint add(Object thing) {
        switch (thing) {
            case Record record -> addRecord(record);
            case List<?> list -> {
                mix(list.size());
                list.forEach(this::add);
            }
            case Set<?> set -> add(List.copyOf(new TreeSet<>(set)));
            case Map<?, ?> map -> new TreeMap<>(map).forEach((key, held) -> add(key).add(held));
            case Optional<?> optional -> add(optional.stream().toList());
            case Double number -> mix(Double.doubleToLongBits(number));
            case Float number -> mix(Float.floatToIntBits(number));
            case Number number -> mix(number.longValue());
            case Boolean truth -> mix(truth ? 1 : 0);
            case Enum<?> constant -> add(constant.name());
            case String text -> {
                mix(text.length());
                text.chars().forEach(this::mix);
            }
            case Path path -> add(path.toString());
            default -> addArray(thing);
        }
        return this;
    }

    private void addRecord(Record record) {
        add(record.getClass().getName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(record.getClass().getName() + " keeps " + component.getName()
                        + " to itself, so that it cannot be compared", e);
            }
        }
    }

    private void addArray(Object array) {
        if (!array.getClass().isArray()) {
            throw new IllegalArgumentException(array.getClass().getName() + " cannot be compared");
        }
        int length = Array.getLength(array);
        mix(length);
        for (int i = 0; i < length; i++) {
            add(Array.get(array, i));
        }
    }

    /** A round of the finaliser of MurmurHash3 (public domain, A. Appleby). */
    private void mix(long word) {
        long mixed = (value ^ word) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        value = mixed ^ mixed >>> 33;
    }
}
