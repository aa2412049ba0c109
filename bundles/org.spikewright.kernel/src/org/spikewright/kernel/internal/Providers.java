package org.spikewright.kernel.internal;

import java.lang.System.Logger.Level;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.RandomRows;

/** Chooses the provider of the primitives. */
public final class Providers {

    private Providers() {
    }

    /** The best provider for this machine. */
    public static Primitives best() {
        return Best.PROVIDER;
    }

    /** Random rows with or without vectors. */
    public static RandomRows rows(boolean vectorised) {
        return vectorised ? new VectorRandomRows() : new ScalarRandomRows();
    }

    /** The provider in plain Java. */
    public static Primitives scalar() {
        return new ScalarPrimitives();
    }

    /** Chosen when first asked for. */
    private static final class Best {
        static final Primitives PROVIDER = choose();

        private static Primitives choose() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
                try {
                    return new VectorPrimitives();
                } catch (LinkageError e) {
                    return withoutVectors("the host does not let its bundles see them");
                }
            }
            return withoutVectors("add --add-modules jdk.incubator.vector to the arguments of the Java runtime");
        }

        private static Primitives withoutVectors(String remedy) {
            System.getLogger(Primitives.class.getPackageName()).log(Level.WARNING,
                    "computing without vector instructions, several times slower: " + remedy);
            return new ScalarPrimitives();
        }
    }
}
