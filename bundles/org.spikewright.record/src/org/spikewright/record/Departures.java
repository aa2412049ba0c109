package org.spikewright.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a run departs from another that ought to be the same. */
public final class Departures {

    /** Files whose every byte follows from the inputs. */
    private static final List<String> SAME = List.of("metrics.json", "claims.json", "chip.json", ".safetensors");

    private Departures() {
    }

    /**
     * One sentence for each input, metric and file that is not the same; none if the runs are identical.
     *
     * @throws IOException if one of the records is damaged
     */
    public static List<String> of(RunRecord before, RunRecord now) throws IOException {
        List<String> all = new ArrayList<>();
        compare(hashes(before), hashes(now)).forEach((name, values) -> all.add(name + " is " + (values.now() == null ? "not read now"
                : values.before() == null ? "read now, and was not before" : "another file than before")));
        before.metrics().forEach((job, was) -> compare(was, now.metrics().getOrDefault(job, Map.of())).forEach((name, values) -> all.add(
                job + " " + name + " was " + values.before() + " and is " + values.now())));
        Set<String> files = new TreeSet<>(files(before.folder()));
        files.addAll(files(now.folder()));
        for (String file : files) {
            Path first = before.folder().resolve(file);
            Path second = now.folder().resolve(file);
            if (!Files.exists(first) || !Files.exists(second)) {
                all.add(file + (Files.exists(first) ? " is missing now" : " was not there before"));
            } else if (Files.mismatch(first, second) >= 0 && !file.equals("metrics.json")) {
                all.add(file + " has other values");
            }
        }
        return all;
    }

    private record Values(Object before, Object now) {
    }

    private static Map<String, Values> compare(Map<String, ?> before, Map<String, ?> now) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        Map<String, Values> different = new TreeMap<>();
        for (String name : names) {
            if (!isSame(before.get(name), now.get(name))) {
                different.put(name, new Values(before.get(name), now.get(name)));
            }
        }
        return different;
    }

    /** Numbers that were read from a file are no longer whole ones. */
    private static boolean isSame(Object before, Object now) {
        return before instanceof Number a && now instanceof Number b ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                : Objects.equals(before, now);
    }

    private static Map<String, String> hashes(RunRecord record) throws IOException {
        return record.inputs().map(Inputs::hashes).orElse(Map.of());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString).map(name -> name.replace('\\', '/'))
                    .filter(name -> SAME.stream().anyMatch(name::endsWith)).toList();
        }
    }
}
