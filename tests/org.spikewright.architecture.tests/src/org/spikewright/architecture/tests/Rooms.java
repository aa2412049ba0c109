package org.spikewright.architecture.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The two tables of {@code docs/architecture.md}: who may use whom, and what the names of the outside world stand for. */
final class Rooms {

    private static final String PREFIX = "org.spikewright.";
    private static final List<String> HEADINGS = List.of("| bundle |", "| outside |");

    /** One row of the table of bundles. */
    record Room(String name, String ring, Set<String> mayUse) {

        boolean isPlainJava() {
            return ring.equals("0");
        }
    }

    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, List<String>> outside = new LinkedHashMap<>();

    static Rooms read(Path page) throws IOException {
        Rooms result = new Rooms();
        for (String line : Files.readAllLines(page)) {
            if (!line.startsWith("| ") || HEADINGS.stream().anyMatch(line::startsWith)) {
                continue;
            }
            List<String> cells = Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
            if (cells.size() == 4) {
                result.rooms.put(cells.get(0), new Room(cells.get(0), cells.get(1), Set.copyOf(names(cells.get(3)))));
            } else {
                result.outside.put(cells.get(0), names(cells.get(1)));
            }
        }
        return result;
    }

    private static List<String> names(String cell) {
        return Arrays.stream(cell.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    Optional<Room> room(String symbolicName) {
        return symbolicName.startsWith(PREFIX)
                ? Optional.ofNullable(rooms.get(symbolicName.substring(PREFIX.length())))
                : Optional.empty();
    }

    /** Returns the name that the table has for a bundle or a package, empty if it belongs to the JDK. */
    Optional<String> nameOf(String bundleOrPackage) {
        if (bundleOrPackage.startsWith(PREFIX)) {
            String rest = bundleOrPackage.substring(PREFIX.length());
            return rooms.keySet().stream().filter(room -> rest.equals(room) || rest.startsWith(room + "."))
                    .max((a, b) -> Integer.compare(a.length(), b.length())).or(() -> Optional.of(bundleOrPackage));
        }
        if (bundleOrPackage.matches("(java|javax|jdk|sun)\\..*")) {
            return Optional.empty();
        }
        return outside.entrySet().stream().filter(entry -> entry.getValue().stream().anyMatch(bundleOrPackage::startsWith))
                .map(Map.Entry::getKey).findFirst().or(() -> Optional.of(bundleOrPackage));
    }

    boolean allows(Room from, String to) {
        Set<String> allowed = from.mayUse();
        Room target = rooms.get(to);
        return to.equals(from.name()) || to.equals("common") || allowed.contains("*") || allowed.contains(to)
                || target != null && allowed.contains("ring " + target.ring());
    }

    /** Returns the names in the table's last column that are neither bundle, ring nor part of the outside world. */
    Set<String> unknownNames() {
        Set<String> known = new TreeSet<>(rooms.keySet());
        known.addAll(outside.keySet());
        known.add("*");
        rooms.values().forEach(room -> known.add("ring " + room.ring()));
        return rooms.values().stream().flatMap(room -> room.mayUse().stream()).filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
