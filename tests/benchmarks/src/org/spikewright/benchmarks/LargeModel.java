package org.spikewright.benchmarks;

/** A model of ten thousand lines: neurons, blocks, networks, data sets, chips and jobs that use one another. */
final class LargeModel {

    /** What the number of units of the layer in the middle stands behind, to be changed by a key press. */
    static final String EDITED = "/* here */ dense(";

    private static final int LINES = 10_000;
    private static final String PART = """
            /** A neuron whose threshold rises with each spike. */
            neuron Adaptive%1$d {
            	parameter tau : Time = %2$d ms
            	parameter tauA : Time = 200 ms
            	state v : Real = 0
            	state a : Real = 0
            	input I : Real
            	let pull : Real = I - v
            	dv/dt = pull / tau
            	da/dt = -a / tauA
            	spike when v > 1 + a surrogate triangle(0.5) reset v = 0, a += 0.2
            }

            /** Two layers beside a shortcut. */
            block Shortcut%1$d(units : Count) {
            	input x
            	first = x -> dense(units) -> Adaptive%1$d
            	second = first -> dense(units) -> batchNorm
            	y = x + second -> Leaky
            	output y
            }

            network Classifier%1$d {
            	input image : [1, 28, 28]
            	hidden = image -> flatten -> %3$sdense(%4$d) -> Adaptive%1$d(tau = 4 ms)
            	readout = hidden -> dense(10) -> Integrator(tau = 10 ms)
            	output readout
            }

            network Deep%1$d {
            	input image : [1, 28, 28]
            	wide = image -> conv(8, 3, padding = 1) -> batchNorm -> Leaky -> maxPool(2)
            	deep = wide -> flatten -> dense(64) -> repeat(2, Shortcut%1$d(64))
            	sum = deep + (deep -> Shortcut%1$d(64))
            	readout = sum -> dense(10) -> Integrator
            	output readout
            }

            dataset Glyphs%1$d {
            	read glyphs(height = 28, width = 28, jitter = 0.1)
            	train 8000
            	test 2000
            	encode rate(steps = 20)
            }

            chip Mesh%1$d {
            	topology mesh(8, 16)
            	core { neurons 1024 synapses 128 KiB inputs 4096 outputs 4096 weight 9 bit }
            	energy { synapse 23.6 pJ update 81 pJ hop 3.5 pJ }
            }

            train Learn%1$d {
            	network Classifier%1$d
            	data Glyphs%1$d
            	loss crossEntropy
            	optimizer adam(0.01)
            	epochs 5
            	seed %1$d
            }

            simulate Watch%1$d {
            	network Classifier%1$d from Learn%1$d
            	samples 50
            }

            map Deploy%1$d {
            	network Classifier%1$d from Learn%1$d
            	onto Mesh%1$d
            	minimise energy
            }

            """;

    private LargeModel() {
    }

    /** The model's text; it has no mistakes. */
    static String text() {
        StringBuilder text = new StringBuilder("package large\n\nimport std.neuron.*\n\n");
        int parts = LINES / (int) PART.lines().count() + 1;
        for (int i = 1; i <= parts; i++) {
            text.append(PART.formatted(i, 2 + i % 30, i == parts / 2 ? "/* here */ " : "", 100 + i));
        }
        return text.toString();
    }
}
