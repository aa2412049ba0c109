package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.compile.DeclaredNetwork;
import org.spikewright.execute.Node;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.network.Network;
import org.spikewright.network.operator.Embedding;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Weighted;
import org.spikewright.testing.Repository;
import org.spikewright.testing.engine.ArrayBatch;
import org.spikewright.testing.engine.GradientCheck;

/** Every layered network of the gallery and of the fixtures runs forward and back, or says why it cannot. */
class LayeredModelsTest {

    private static final int SAMPLES = 2;
    private static final int STEPS = 2;

    /** What is written smaller here than in the models. */
    private static final Map<String, String> SMALLER = Map.of("height: 224, width: 224", "height: 32, width: 32", "x: 64, y: 64, z: 64",
            "x: 16, y: 16, z: 16", "words : Count = 50277, features : Count = 768, depth : Count = 18",
            "words : Count = 60, features : Count = 24, depth : Count = 2", "vocabulary : Count = 33278, units : Count = 400",
            "vocabulary : Count = 60, units : Count = 20", "features : Count = 256, order : Count = 256", "features : Count = 16, order : Count = 8",
            // Where a channel has no spikes in the whole batch, normalisation multiplies derivatives by 316: in two steps few would have any.
            "parameter theta : Real = 1\n\tstate v : Real = 0\n\tinput I : Real\n\tnext v = v + (I - v) / 2",
            "parameter theta : Real = 0\n\tstate v : Real = 0\n\tinput I : Real\n\tnext v = v + (I - v) / 2");

    /** The only thing that keeps any of them from being run. */
    private static final Set<String> REFUSED = Set.of();

    @TempDir
    private Path folder;

    static Stream<Path> models() throws IOException {
        try (Stream<Path> gallery = Files.walk(Repository.root().resolve("bundles/org.spikewright.gallery/models"));
                Stream<Path> seeds = Files.walk(Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/seeds"))) {
            return Stream.concat(gallery, seeds).filter(file -> file.toString().endsWith(".spike")).sorted().toList().stream();
        }
    }

    private ModelFile small(Path model) throws IOException {
        String text = Files.readString(model);
        for (Map.Entry<String, String> one : SMALLER.entrySet()) {
            text = text.replace(one.getKey(), one.getValue());
        }
        Path copy = folder.resolve(model.getFileName());
        Files.writeString(copy, text);
        return new Language().read(copy, model.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("models")
    void runsForwardAndBack(Path model) throws IOException {
        for (DeclaredNetwork declared : small(model).networks()) {
            Optional<Network> network = declared.layers();
            if (network.isEmpty()) {
                continue; // populations
            }
            if (Plan.obstacle(network.get()).isEmpty()) {
                run(network.get(), model.getFileName() + ", " + declared.name());
            } else {
                assertThrows(IllegalArgumentException.class, () -> Plan.of(network.get(), new PlanOptions(1e-3), Kernels.best()));
            }
        }
    }

    private static void run(Network network, String name) {
        Plan plan = Plan.of(network, new PlanOptions(1e-3), Kernels.best());
        GradientCheck.Result result = new GradientCheck(plan, Primitives.best(), 1).run(firstValues(plan), new ArrayBatch(inputs(plan), STEPS));
        assertTrue(Double.isFinite(result.loss()), name + " gives " + result.loss());
        for (int p = 0; p < plan.parameters().size(); p++) {
            for (float one : result.gradients().arrays()[p]) {
                assertTrue(Float.isFinite(one), name + " has a derivative of " + one + " by " + plan.parameters().get(p).name());
            }
        }
    }

    private static float[][][] inputs(Plan plan) {
        RandomStream random = RandomStream.of(1, "inputs");
        boolean areWords = plan.nodes().stream().anyMatch(node -> node.layer().operator() instanceof Embedding);
        float[][][] inputs = new float[SAMPLES][STEPS][plan.inputs()];
        for (float[][] sample : inputs) {
            for (float[] row : sample) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = areWords ? random.nextInt(2) : random.nextFloat();
                }
            }
        }
        return inputs;
    }

    private static Parameters firstValues(Plan plan) {
        Parameters values = Parameters.zero(plan);
        for (Node node : plan.nodes()) {
            boolean isWeighted = node.layer().operator() instanceof Weighted || node.layer().operator() instanceof Quantised;
            float[][] own = node.parameters().stream().map(p -> values.arrays()[p]).toArray(float[][]::new);
            for (int k = 0; k < own.length; k++) {
                int p = node.parameters().get(k);
                RandomStream random = RandomStream.of(2, plan.parameters().get(p).name());
                if (isWeighted && plan.parameters().get(p).shape().rank() > 1) {
                    for (int i = 0; i < own[k].length; i++) {
                        own[k][i] = (float) (random.nextGaussian() / Math.sqrt(plan.parameters().get(p).fanIn()));
                    }
                } else if (!plan.parameters().get(p).name().endsWith(".bias")) {
                    node.kernel().initialise(k, own, random);
                }
            }
        }
        return values;
    }

    @Test
    void hardlyAnyAreRefused() throws IOException {
        Set<String> reasons = new HashSet<>();
        int all = 0;
        int refused = 0;
        for (Path model : models().toList()) {
            for (DeclaredNetwork declared : small(model).networks()) {
                List<Plan.Obstacle> obstacles = declared.layers().map(Plan::obstacles).orElse(List.of());
                all += declared.layers().isPresent() ? 1 : 0;
                refused += obstacles.isEmpty() ? 0 : 1;
                obstacles.forEach(obstacle -> reasons.add(obstacle.what()));
            }
        }
        assertEquals(REFUSED, reasons);
        assertTrue(refused <= all / 6, refused + " of " + all);
    }
}
