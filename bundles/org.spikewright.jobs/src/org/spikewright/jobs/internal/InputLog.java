package org.spikewright.jobs.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spikewright.common.Digest;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Level;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Term;
import org.spikewright.record.Inputs;
import org.spikewright.record.RunRecord;

/** Writes into a run's record which files it reads. */
public final class InputLog {

    private final RunRecord record;
    private final Path folder;
    private final Map<String, String> hashes = new TreeMap<>();

    /**
     * The log of a run.
     *
     * @param texts of the model by their files
     */
    public InputLog(RunRecord record, Path model, Map<Path, String> texts) throws IOException {
        this.record = record;
        this.folder = model.toAbsolutePath().getParent();
        texts.forEach((file, text) -> hashes.put("model/" + file.getFileName(), new Digest().add(text).end()));
        write();
    }

    /** Files of a data set. */
    void data(String dataset, List<Path> files) {
        try {
            for (Path file : files) {
                hashes.put("data." + dataset + "/" + file.getFileName(), hash(file));
            }
            write();
        } catch (IOException e) {
            throw new UncheckedIOException("the files of '" + dataset + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Files that populations replay, that list connections, and that values are read from. */
    void populations(PopulationNetwork network) throws IOException {
        for (Projection projection : network.projections()) {
            if (projection.rule() instanceof ConnectionRule.Listed(int[] sources, int[] targets)) {
                hashes.put("connections." + projection.name(), new Digest().add(bytes(sources)).add(bytes(targets)).end());
            }
        }
        for (Population population : network.populations()) {
            if (population.cells() instanceof Population.ReplayedTrains(Path file, String _)) {
                hashes.put("spikes." + population.name(), hash(file));
            }
            if (population.cells() instanceof Population.Neurons neurons) {
                values(population.name(), neurons.parameters().values());
            } else if (population.cells() instanceof Population.PoissonTrains(Distribution.Formula rate, double _)) {
                values(population.name(), List.of(rate));
            }
        }
        for (Projection projection : network.projections()) {
            values(projection.name(), List.of(projection.weight(), projection.delay()));
        }
        for (Drive drive : network.drives()) {
            values(drive.name(), switch (drive.signal()) {
                case Drive.Poisson(Level rate, Distribution weight, double _) -> terms(weight, rate);
                case Drive.Current(Level amplitude) -> terms(amplitude);
                case Drive.GaussianNoise(Level mean, Level deviation, double _, double _) -> terms(mean, deviation);
                case Drive.GivenSpikes(double[] _, Distribution weight) -> List.of(weight);
                case Drive.External _ -> List.of();
            });
        }
        write();
    }

    private static List<Term> terms(Object... levels) {
        return Stream.of(levels).filter(Term.class::isInstance).map(Term.class::cast).toList();
    }

    /** Numbers that are given one by one, in the text or in a file, or over time. */
    private void values(String whose, Collection<? extends Term> terms) {
        List<ByteBuffer> found = terms.stream().flatMap(InputLog::numbers).toList();
        if (!found.isEmpty()) {
            Digest digest = new Digest();
            found.forEach(digest::add);
            hashes.put("values." + whose, digest.end());
        }
    }

    private static Stream<ByteBuffer> numbers(Term term) {
        return switch (term) {
            case Distribution.Listed(float[] values) -> {
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                yield Stream.of(bytes);
            }
            case Distribution.Formula(_, Map<String, Term> terms) -> new TreeMap<>(terms).values().stream().flatMap(InputLog::numbers);
            case Known.Series(_, double[] seconds, double[][] values) -> Stream.concat(Stream.of(seconds), Stream.of(values)).map(row -> {
                ByteBuffer bytes = ByteBuffer.allocate(row.length * Double.BYTES);
                bytes.asDoubleBuffer().put(row);
                return bytes;
            });
            default -> Stream.of();
        };
    }

    private static ByteBuffer bytes(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes;
    }

    /** The hash of a file, or of all files of a folder in the order of their names. */
    private static String hash(Path place) throws IOException {
        Digest digest = new Digest();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(digest.add(file.getFileName().toString()), file);
                }
            }
        } else {
            add(digest, place);
        }
        return digest.end();
    }

    private static void add(Digest digest, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.add(ByteBuffer.wrap(buffer, 0, read));
            }
        }
    }

    private void write() throws IOException {
        record.putInputs(new Inputs(folder.toString(), hashes));
    }
}
