package org.spikewright.dataset.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Visible;
import org.spikewright.dataset.DataException;

/**
 * Files of one sample each. The class of a file is the name of the folder that it lies in or, where files lie side by side, what its name
 * has before the first underscore. Folders {@code train} and {@code test}, in whatever case, divide them; where there are none, a fifth
 * of each class, drawn once for all, is to be tested on. Either part is in an order that is drawn once for all.
 *
 * @param train files to learn from
 * @param test files to be tested on
 * @param classNames in the order of their labels: numbers by size, then names by alphabet
 */
public record LabelledFiles(List<Labelled> train, List<Labelled> test, List<String> classNames) {

    private static final long SEED = 1;
    private static final int SHARE = 5;

    /**
     * A file and its class.
     *
     * @param label of the class, from 0
     */
    public record Labelled(Path file, int label) {
    }

    /** A file and the name of its class. */
    private record Named(Path file, String name) {
    }

    /**
     * All files of a folder.
     *
     * @param endings of their names, in lower case, each with its dot
     * @throws DataException if there are none, or one part has none
     */
    public static LabelledFiles of(Path folder, Set<String> endings) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + " is not a directory: name the directory that holds the files");
        }
        Optional<Path> train = part(folder, "train");
        Optional<Path> test = part(folder, "test");
        if (train.isPresent() != test.isPresent()) {
            throw new DataException(folder + " has a folder " + (train.isPresent() ? "train but none test" : "test but none train")
                    + ": add the other, or take both away");
        }
        List<Named> first = named(train.orElse(folder), endings);
        List<Named> second = test.map(found -> named(found, endings)).orElse(List.of());
        List<String> classes = new ArrayList<>(new TreeSet<>(Stream.concat(first.stream(), second.stream()).map(Named::name).toList()));
        classes.sort(NUMBERS_FIRST);
        if (test.isEmpty()) {
            List<Named> learnt = new ArrayList<>();
            List<Named> tested = new ArrayList<>();
            divide(first, learnt, tested);
            first = learnt;
            second = tested;
        }
        if (first.isEmpty() || second.isEmpty()) {
            throw new DataException(folder + " has " + first.size() + " files " + endings(endings) + " to learn from and " + second.size()
                    + " to be tested on: put files of each class there, at least two" + others(folder));
        }
        return new LabelledFiles(shuffled(first, classes, "train"), shuffled(second, classes, "test"), classes);
    }

    /** What the files of a folder are, where they are none of those that are looked for: perhaps another format is meant. */
    private static String others(Path folder) {
        Set<String> found = new TreeSet<>();
        named(folder, Set.of("")).stream().map(file -> file.file().getFileName().toString()).filter(name -> name.indexOf('.') > 0)
                .forEach(name -> found.add(name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT)));
        return found.isEmpty() ? "" : "; there are files " + endings(found) + ", which a reader with another 'format' may take";
    }

    /** The first files of each part, where so many are asked for. */
    public LabelledFiles first(OptionalLong learnt, OptionalLong tested) {
        return new LabelledFiles(first(train, learnt), first(test, tested), classNames);
    }

    private static List<Labelled> first(List<Labelled> all, OptionalLong count) {
        if (count.isPresent() && count.getAsLong() > all.size()) {
            throw new DataException(count.getAsLong() + " samples are asked for, but the data set has " + all.size() + ": ask for at most that many");
        }
        return count.isPresent() ? all.subList(0, (int) count.getAsLong()) : all;
    }

    /** All files of both parts, those to learn from first. */
    public List<Labelled> all() {
        return Stream.concat(train.stream(), test.stream()).toList();
    }

    private static final Comparator<String> NUMBERS_FIRST = Comparator.<String>comparingDouble(name -> name.matches("\\d{1,15}")
            ? Double.parseDouble(name) : Double.POSITIVE_INFINITY).thenComparing(Comparator.naturalOrder());

    private static String endings(Set<String> endings) {
        return String.join(", ", new TreeSet<>(endings));
    }

    private static Optional<Path> part(Path folder, String name) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory).filter(path -> path.getFileName().toString().equalsIgnoreCase(name)).findFirst();
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read (" + e.getMessage() + "): check that you may read it", e);
        }
    }

    /** Sorted by path, so that no file system's order matters. */
    private static List<Named> named(Path folder, Set<String> endings) {
        try (Stream<Path> inside = Files.walk(folder, 2)) {
            return inside.filter(Files::isRegularFile).filter(file -> hasEnding(file, endings))
                    .sorted(Comparator.comparing(file -> folder.relativize(file).toString())).map(file -> new Named(file, name(folder, file))).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + " cannot be read (" + e.getMessage() + "): check that you may read it", e);
        }
    }

    private static boolean hasEnding(Path file, Set<String> endings) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && endings.stream().anyMatch(name::endsWith);
    }

    private static String name(Path folder, Path file) {
        if (!file.getParent().equals(folder)) {
            return Visible.line(file.getParent().getFileName().toString());
        }
        String name = file.getFileName().toString();
        int end = name.indexOf('_');
        if (end < 1) {
            throw new DataException(file + " says nothing of its class: put files into a folder for each class, or name them CLASS_NUMBER");
        }
        return Visible.line(name.substring(0, end));
    }

    private static void divide(List<Named> all, List<Named> learnt, List<Named> tested) {
        TreeMap<String, List<Named>> classes = new TreeMap<>();
        all.forEach(file -> classes.computeIfAbsent(file.name(), _ -> new ArrayList<>()).add(file));
        classes.forEach((name, files) -> {
            int[] order = IntStream.range(0, files.size()).toArray();
            RandomStream.of(SEED, "files/divide/" + name).shuffle(order);
            int test = files.size() < 2 ? 0 : Math.max(1, files.size() / SHARE);
            for (int i = 0; i < order.length; i++) {
                (i < test ? tested : learnt).add(files.get(order[i]));
            }
        });
    }

    private static List<Labelled> shuffled(List<Named> files, List<String> classes, String part) {
        int[] order = IntStream.range(0, files.size()).toArray();
        RandomStream.of(SEED, "files/" + part).shuffle(order);
        return IntStream.of(order).mapToObj(files::get).map(file -> new Labelled(file.file(), classes.indexOf(file.name()))).toList();
    }
}
