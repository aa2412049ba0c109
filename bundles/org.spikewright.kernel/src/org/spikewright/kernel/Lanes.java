package org.spikewright.kernel;

/** How many numbers a compiled kernel works on at once. Results do not depend on it. */
public enum Lanes {
    /** One by one. */
    ONE,
    /** As many as the machine prefers. */
    PREFERRED,
    /** Vectors of 4. */
    FOUR,
    /** Vectors of 8. */
    EIGHT,
    /** Vectors of 16. */
    SIXTEEN;

    /** The lanes of those primitives. */
    public static Lanes of(Primitives primitives) {
        return primitives.vectorised() ? PREFERRED : ONE;
    }

    /** Whether there are vectors. */
    public boolean vectorised() {
        return this != ONE;
    }

    /** The species of vectors in the Vector API. */
    public String species() {
        return switch (this) {
            case ONE -> throw new IllegalStateException("no vectors");
            case PREFERRED -> "SPECIES_PREFERRED";
            case FOUR -> "SPECIES_128";
            case EIGHT -> "SPECIES_256";
            case SIXTEEN -> "SPECIES_512";
        };
    }
}
