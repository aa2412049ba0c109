package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.cli.ExitCode;
import org.spikewright.testing.Repository;

/** The gallery's models have the sizes that were published for them, as {@code describe --json} counts them. */
class PublishedSizesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(textBlock = """
            meta-spikeformer/meta-spikeformer, MetaSpikeFormer15, parameters, 15112208
            meta-spikeformer/meta-spikeformer, MetaSpikeFormer31, parameters, 31333864
            meta-spikeformer/meta-spikeformer, MetaSpikeFormer55, parameters, 55350248
            qsd-transformer/qsd-transformer, QsdTransformer, parameters, 15245862
            sltt-resnet18/sltt-resnet18, SlttResNet18, parameters, 11176906
            e-3dsnn/e-3dsnn, E3dSnnTiny, parameters, 1874216
            e-3dsnn/e-3dsnn, E3dSnnLarge, parameters, 17330600
            spikegpt/spikegpt, SpikeGpt, parameters, 215399424
            lmuformer/lmuformer, LmuFormer, parameters, 1621796
            elm/elm, Elm, parameters, 8002
            l2mu/l2mu, L2mu, stored, 119099
            shd-delays/shd-delays, DelayNetwork, parameters, 214016
            microcircuit/microcircuit, Microcircuit, neurons, 77169
            microcircuit/microcircuit, Microcircuit, synapses, 298880968
            brunel/brunel, Brunel, neurons, 12500
            brunel/brunel, Brunel, synapses, 15625000
            """)
    void isAsPublished(String file, String network, String what, long published) throws IOException {
        assertEquals(published, describe(file, network).get(what).getAsLong());
    }

    /** The network for spoken digits has 212,992 weights and delays; its normalisations are counted apart. */
    @ParameterizedTest
    @CsvSource({"weight, 106496", "delayed, 106496", "normalisation, 1024"})
    void theDelayNetworkHasAsManyDelaysAsWeights(String part, long published) throws IOException {
        JsonArray layers = describe("shd-delays/shd-delays", "DelayNetwork").get("layers").getAsJsonArray();
        long parameters = 0;
        for (int i = 0; i < layers.size(); i++) {
            JsonObject layer = layers.get(i).getAsJsonObject();
            if (layer.get("name").getAsString().endsWith("." + part) || layer.get("operator").getAsString().equals(part)) {
                parameters += layer.get("parameters").getAsLong();
            }
        }
        assertEquals(published, parameters);
    }

    private JsonObject describe(String file, String network) throws IOException {
        Path model = Repository.root().resolve("bundles/org.spikewright.gallery/models/" + file + ".spike");
        Shell shell = new Shell(directory);
        assertEquals(ExitCode.DONE, shell.run("describe", model.toString(), network, "--json", "size.json"), shell.err());
        return JsonParser.parseString(Files.readString(directory.resolve("size.json"))).getAsJsonArray().get(0).getAsJsonObject();
    }
}
