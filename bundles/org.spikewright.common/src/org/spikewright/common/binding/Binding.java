package org.spikewright.common.binding;

/**
 * What a library function without a formula means to the engines: the only place where its name appears in Java. An engine contributes
 * its bindings by a {@link Contribution}; whoever needs a value asks {@link Bindings#value}. A function that nothing is bound to is a
 * finding where a model uses it.
 *
 * @param <T> the kind of value
 * @param function its full name, for instance {@code std.job.adam}
 * @param kind the class that users of the value ask for
 * @param reader makes the value of a call
 */
public record Binding<T>(String function, Class<T> kind, Reader<? extends T> reader) {

    /** Makes a value of a call. */
    public interface Reader<T> {

        /**
         * The value that a call stands for.
         *
         * @param call with a value for each parameter of the function
         * @param others what the calls among its arguments stand for
         * @throws IllegalArgumentException if the arguments make no value; the message says why
         */
        T read(LibraryCall call, Bindings others);
    }
}
