/**
 * Training: a {@link org.spikewright.train.TrainingTask} goes to a {@link org.spikewright.train.Trainer}; learning
 * rules are strategies behind {@link org.spikewright.train.LearningRule}. The same task gives the same bits on any
 * number of threads.
 */
package org.spikewright.train;
