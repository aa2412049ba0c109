package org.spikewright.dataset.internal.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.spikewright.common.NumPyArray;
import org.spikewright.common.TextFile;
import org.spikewright.dataset.ArrayFiles;
import org.spikewright.dataset.EventSamples;
import org.spikewright.dataset.Events;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.internal.file.FileSource;

/** Folders of recordings of events. */
public final class EventFolders {

    private EventFolders() {
    }

    /**
     * Recordings of cameras.
     *
     * @param format see {@link EventFile}
     * @param height rows of the camera; as files say, or as many as are seen, if 0
     * @param width columns of the camera, likewise
     */
    public static FileSource<?> cameras(String folder, String format, int height, int width) {
        return new FileSource<>(folder, EventFile.endings(format), EventFile::read,
                (recordings, files, labels, names) -> joined(recordings, files, labels, names, height, width));
    }

    private static Samples joined(List<CameraEvents> recordings, List<Path> files, int[] labels, List<String> names, int height, int width) {
        int rows = height > 0 ? height : recordings.stream().mapToInt(CameraEvents::height).max().orElse(1);
        int columns = width > 0 ? width : recordings.stream().mapToInt(CameraEvents::width).max().orElse(1);
        for (int i = 0; i < recordings.size(); i++) {
            if (recordings.get(i).height() > rows || recordings.get(i).width() > columns) {
                throw new IllegalArgumentException(files.get(i) + " has events of " + recordings.get(i).height() + " rows and "
                        + recordings.get(i).width() + " columns; say a height and width that hold them, and crop afterwards");
            }
        }
        if (rows == 0 || columns == 0) {
            throw new IllegalArgumentException("no recording has an event");
        }
        return new EventSamples(each(recordings, files, recording -> recording.at(rows, columns)), labels, new int[] {2, rows, columns}, names);
    }

    private static <T> List<Events> each(List<T> recordings, List<Path> files, Function<T, Events> events) {
        List<Events> all = new ArrayList<>();
        for (int i = 0; i < recordings.size(); i++) {
            try {
                all.add(events.apply(recordings.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("in " + files.get(i) + " " + e.getMessage(), e);
            }
        }
        return all;
    }

    /**
     * Spikes of channels: files {@code .npz} with arrays {@code times}, in seconds, and {@code units}; or {@code .csv} with a time in
     * seconds and a channel on each line.
     *
     * @param format npz or csv
     * @param channels how many there are; as many as are seen if 0
     * @throws IllegalArgumentException if there is no such format; the message names those that there are
     */
    public static FileSource<?> channels(String folder, String format, int channels) {
        Set<String> endings = switch (format) {
        case "npz" -> Set.of(".npz");
        case "csv" -> Set.of(".csv", ".txt");
        default -> throw new IllegalArgumentException("trains of spikes can be read as npz or csv, but not as '" + format + "'");
        };
        return new FileSource<>(folder, endings, format.equals("npz") ? EventFolders::arrays : EventFolders::table,
                (recordings, files, labels, names) -> joined(recordings, files, labels, names, channels));
    }

    private static Samples joined(List<Events.Collector> recordings, List<Path> files, int[] labels, List<String> names, int channels) {
        int there = channels;
        for (int i = 0; i < recordings.size(); i++) {
            for (int k = 0; k < recordings.get(i).count(); k++) {
                int channel = recordings.get(i).place(k);
                if (channel < 0 || channels > 0 && channel >= channels) {
                    throw new IllegalArgumentException(files.get(i) + " has a spike of channel " + channel + ", but channels go from 0 to "
                            + (channels == 0 ? "as many as there are" : Integer.toString(channels - 1)));
                }
                there = Math.max(there, channel + 1);
            }
        }
        if (there == 0) {
            throw new IllegalArgumentException("no recording has a spike");
        }
        return new EventSamples(each(recordings, files, recording -> recording.from(0)), labels, new int[] {there}, names);
    }

    private static Events.Collector arrays(Path file) throws IOException {
        Map<String, NumPyArray> arrays = ArrayFiles.read(file);
        NumPyArray times = arrays.get("times");
        NumPyArray units = arrays.get("units");
        if (times == null || units == null || times.size() != units.size()) {
            throw new IllegalArgumentException("it needs arrays 'times' and 'units' with as many numbers");
        }
        Events.Collector spikes = new Events.Collector();
        for (int i = 0; i < times.size(); i++) {
            spikes.add(micros(times.value(i)), (int) units.value(i));
        }
        return spikes;
    }

    private static Events.Collector table(Path file) throws IOException {
        Events.Collector spikes = new Events.Collector();
        try (BufferedReader lines = TextFile.open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String content = line.replaceFirst("#.*", "").strip();
                if (content.isEmpty() || number == 1 && content.matches("[A-Za-z_ ]+[,;\\s][A-Za-z_ ]+") && !content.matches("(?i)nan\\b.*|inf.*")) {
                    continue;
                }
                String[] columns = content.split("\\s*[,;]\\s*|\\s+");
                try {
                    spikes.add(micros(Double.parseDouble(columns[0])), Integer.parseInt(columns.length == 2 ? columns[1] : ""));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("line " + number + " is no time in seconds and channel, a whole number from 0", e);
                }
            }
        }
        return spikes;
    }

    private static long micros(double seconds) {
        if (!(seconds >= 0 && seconds < Integer.MAX_VALUE / 1e6)) {
            throw new IllegalArgumentException("a spike is at " + seconds + " s; times go from 0 to 35 minutes");
        }
        return Math.round(seconds * 1e6);
    }
}
