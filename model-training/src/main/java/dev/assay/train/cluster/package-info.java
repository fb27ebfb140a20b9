/** k-means, for the steps that cluster. Knows nothing of what the points mean. */
package dev.assay.train.cluster;
