/** Tests of the template node, hostile templates included. */
@NullMarked
package io.millrace.template.jinjava;

import org.jspecify.annotations.NullMarked;
