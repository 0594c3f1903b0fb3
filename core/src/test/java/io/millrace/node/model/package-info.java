@NullMarked
package io.millrace.node.model;

import org.jspecify.annotations.NullMarked;
