package org.spikewright.extension.tests.brought;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
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
            super("whole.spike", new Binding<>("whole.twice", Loss.class, (_, _) -> Loss.CROSS_ENTROPY));
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
