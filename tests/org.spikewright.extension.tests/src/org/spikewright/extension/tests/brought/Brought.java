package org.spikewright.extension.tests.brought;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.OperatorFactory;
import org.spikewright.train.Loss;

/** A contribution of one library file, which lies beside this class. */
public abstract class Brought implements Contribution {

    private final String file;
    private final List<Binding<?>> bindings;

    Brought(String file, Binding<?>... bindings) {
        this.file = file;
        this.bindings = List.of(bindings);
    }

    @Override
    public List<Binding<?>> bindings() {
        return bindings;
    }

    @Override
    public List<URL> library() {
        return Collections.singletonList(Brought.class.getResource(file));
    }

    /** Nothing is wrong with it. */
    public static final class Whole extends Brought {
        public Whole() {
            super("whole.spike", new Binding<>("whole.twice", Loss.class, (_, _) -> Loss.CROSS_ENTROPY),
                    new Binding<>("whole.between", Loss.class, (call, _) -> {
                        requireOrder(call.number("low"), call.number("high"));
                        return Loss.CROSS_ENTROPY;
                    }), new Binding<>("whole.band", OperatorFactory.class, (_, _) -> given -> {
                        requireOrder(given.number("low"), given.number("high"));
                        return new Flatten();
                    }));
        }

        private static void requireOrder(double low, double high) {
            if (low >= high) {
                throw new IllegalArgumentException("'low' must be below 'high'");
            }
        }
    }

    /** It binds what is bound. */
    public static final class Twice extends Brought {
        public Twice() {
            super("whole.spike", new Binding<>("sample.hinge", Loss.class, (_, _) -> Loss.CROSS_ENTROPY));
        }
    }

    /** Its file is not there. */
    public static final class Missing extends Brought {
        public Missing() {
            super("missing.spike");
        }
    }

    /** Its file has no package. */
    public static final class NoPackage extends Brought {
        public NoPackage() {
            super("noPackage.spike");
        }
    }

    /** Its package is the standard library's. */
    public static final class Standard extends Brought {
        public Standard() {
            super("standard.spike");
        }
    }

    /** It declares what another bundle declares. */
    public static final class Clash extends Brought {
        public Clash() {
            super("clash.spike");
        }
    }

    /** Its file is no text of the language. */
    public static final class Syntax extends Brought {
        public Syntax() {
            super("syntax.spike");
        }
    }

    /** Its file uses what there is not. */
    public static final class Unknown extends Brought {
        public Unknown() {
            super("unknown.spike");
        }
    }
}
