package org.spikewright.dataset.internal.sound;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.spikewright.common.NumPyArray;
import org.spikewright.common.TextFile;
import org.spikewright.dataset.ArrayFiles;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.internal.file.FileSource;

/** The formats of signals: sound in WAV files, tables of numbers as text, arrays of NumPy. */
public enum SignalFile {

    /** PCM of 8, 16, 24 or 32 bits, or floats; full scale is 1. */
    WAV(Set.of(".wav")) {
        @Override
        Signal read(Path file, double interval) throws IOException {
            try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
                AudioFormat format = in.getFormat();
                boolean isFloat = format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT);
                boolean isSigned = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED);
                int bytes = format.getSampleSizeInBits() / 8;
                if (!isFloat && !isSigned && !format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED) || bytes < 1 || bytes > 4 || isFloat && bytes != 4) {
                    throw new IllegalArgumentException("it holds " + format.getEncoding() + "; save it as PCM");
                }
                byte[] all = in.readAllBytes();
                if (all.length < in.getFrameLength() * format.getFrameSize()) {
                    throw new IllegalArgumentException("its sound ends early, after " + all.length + " of " + in.getFrameLength() * format.getFrameSize() + " bytes");
                }
                ByteBuffer buffer = ByteBuffer.wrap(all)
                        .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                float[] values = new float[buffer.capacity() / bytes];
                for (int i = 0; i < values.length; i++) {
                    values[i] = isFloat ? buffer.getFloat(4 * i) : whole(buffer, i * bytes, bytes, format.isBigEndian(), isSigned);
                }
                return new Signal(checked(values), format.getChannels(), 1.0 / format.getSampleRate());
            } catch (UnsupportedAudioFileException e) {
                throw new IllegalArgumentException("it is no WAV file of a kind that can be read", e);
            }
        }
    },

    /** A row for each moment, a column for each channel; the first line may hold names, and # starts a comment. */
    CSV(Set.of(".csv", ".txt")) {
        @Override
        Signal read(Path file, double interval) throws IOException {
            List<float[]> rows = new ArrayList<>();
            try (BufferedReader lines = TextFile.open(file)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    String content = line.replaceFirst("#.*", "").strip();
                    boolean isHeader = number == 1 && content.matches("[A-Za-z_].*") && !content.matches("(?i)nan\\b.*|inf.*");
                    if (!content.isEmpty() && !isHeader) {
                        rows.add(row(content, number, rows.isEmpty() ? 0 : rows.getFirst().length));
                    }
                }
            }
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("it has no numbers");
            }
            int channels = rows.getFirst().length;
            float[] values = new float[rows.size() * channels];
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(rows.get(i), 0, values, i * channels, channels);
            }
            return new Signal(checked(values), channels, interval);
        }
    },

    /** One array of [time] or [time, channel]. */
    NPY(Set.of(".npy", ".npz")) {
        @Override
        Signal read(Path file, double interval) throws IOException {
            NumPyArray array = ArrayFiles.read(file).values().iterator().next();
            int[] extents = array.extents();
            if (extents.length < 1 || extents.length > 2 || array.size() == 0) {
                throw new IllegalArgumentException("its array has " + extents.length + " axes and " + array.size() + " numbers; signals are [time] or"
                        + " [time, channel]");
            }
            float[] values = new float[array.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) array.value(i);
            }
            return new Signal(checked(values), extents.length == 1 ? 1 : extents[1], interval);
        }
    };

    private final Set<String> endings;

    SignalFile(Set<String> endings) {
        this.endings = endings;
    }

    /** Reads a file; the interval is that of values where the file does not say its own. */
    abstract Signal read(Path file, double interval) throws IOException;

    /**
     * Files of a format in a folder.
     *
     * @param format wav, csv or npz
     * @param rate of values in hertz where files do not say it; 0 if it is not known
     * @param seconds how long samples are; as the longest if 0
     * @throws IllegalArgumentException if there is no such format; the message names those that there are
     */
    public static FileSource<?> of(String folder, String format, double rate, double seconds) {
        SignalFile kind = switch (format.toLowerCase(Locale.ROOT)) {
        case "wav" -> WAV;
        case "csv" -> CSV;
        case "npz", "npy" -> NPY;
        default -> throw new IllegalArgumentException("signals can be read as wav, csv or npz, but not as '" + format + "'");
        };
        FileSource.Joiner<Signal> joiner = (signals, files, labels, names) -> joined(signals, files, labels, names, seconds);
        return new FileSource<>(folder, kind.endings, file -> kind.read(regular(file), rate == 0 ? 0 : 1 / rate), joiner);
    }

    private static Samples joined(List<Signal> signals, List<Path> files, int[] labels, List<String> names, double seconds) {
        return Signal.join(signals, files, labels, names, seconds);
    }

    private static Path regular(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("it is longer than can be read at once; divide it");
        }
        return file;
    }

    private static float whole(ByteBuffer buffer, int at, int bytes, boolean isBigEndian, boolean isSigned) {
        int value = 0;
        for (int k = 0; k < bytes; k++) {
            value = value << 8 | buffer.get(at + (isBigEndian ? k : bytes - 1 - k)) & 0xFF;
        }
        int spare = 32 - 8 * bytes;
        // Bytes without a sign have their zero in the middle.
        int signed = isSigned ? value << spare : (value << spare) ^ 0x80000000;
        return (float) (signed / 2147483648.0);
    }

    private static float[] checked(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is no finite number");
            }
        }
        if (values.length == 0) {
            throw new IllegalArgumentException("it has no values");
        }
        return values;
    }

    private static float[] row(String content, int number, int width) {
        String[] columns = content.split("\\s*[,;]\\s*|\\s+");
        if (width > 0 && columns.length != width) {
            throw new IllegalArgumentException("line " + number + " has " + columns.length + " numbers, but the first has " + width);
        }
        float[] row = new float[columns.length];
        for (int c = 0; c < row.length; c++) {
            try {
                row[c] = Float.parseFloat(columns[c]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("line " + number + " has no number in column " + (c + 1), e);
            }
        }
        return row;
    }
}
