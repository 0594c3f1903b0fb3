package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGateTest {
  private static final ImmutableListMultimap<String, String> NAMES =
      ImmutableListMultimap.<String, String>builder()
          .put("public.test", "93.184.215.14")
          .put("private.test", "10.1.2.3")
          .putAll("mixed.test", "93.184.215.14", "127.0.0.1")
          .put("xn--mller-kva.test", "192.168.0.7")
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2a00:1450::5efe:10.0.0.1"
      })
  void anAddressOfASpecialRangeIsRefused(String address) {
    assertThatThrownBy(() -> gate().build().resolve(address))
        .isInstanceOf(EgressRefusedException.class)
        .hasMessageContaining("--allow-private");
    assertThatThrownBy(() -> gate().build().resolve("[" + address + "]"))
        .isInstanceOf(EgressRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.255",
        "2606:4700::1111",
        "64:ff9b::101:101",
        "::ffff:8.8.8.8"
      })
  void aPublicAddressIsOpen(String address) throws Exception {
    assertThat(gate().build().resolve(address)).containsExactly(InetAddresses.forString(address));
  }

  @Test
  void aNameIsWhatItsAddressesAre() throws Exception {
    EgressGate gate = gate().build();

    assertThat(gate.resolve("public.test"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("93.184.215.14");
    assertThatThrownBy(() -> gate.resolve("private.test"))
        .isInstanceOf(EgressRefusedException.class)
        .hasMessageContaining("private.test")
        .hasMessageContaining("10.1.2.3");
  }

  @Test
  void aNameThatMixesPublicAndSpecialAddressesIsRefusedAsAWhole() {
    assertThatThrownBy(() -> gate().build().resolve("mixed.test"))
        .isInstanceOf(EgressRefusedException.class);
  }

  @Test
  void anAllowedHostIsOpenUnderThatNameAlone() throws Exception {
    EgressGate gate = gate().allowHost("Private.TEST.").allowHost("::1").build();

    assertThat(gate.resolve("private.test")).hasSize(1);
    assertThat(gate.resolve("PRIVATE.test.")).hasSize(1);
    assertThat(gate.resolve("[0:0:0:0:0:0:0:1]")).hasSize(1);
    assertThatThrownBy(() -> gate.resolve("10.1.2.3")).isInstanceOf(EgressRefusedException.class);
  }

  @Test
  void anInternationalNameIsComparedInItsAsciiForm() throws Exception {
    assertThat(gate().allowHost("müller.test").build().resolve("xn--mller-kva.test")).hasSize(1);
  }

  @Test
  void anAllowedNetworkIsOpenUnderEveryName() throws Exception {
    EgressGate gate = gate().allowNetwork("10.1.0.0/16").build();

    assertThat(gate.resolve("private.test")).hasSize(1);
    assertThatThrownBy(() -> gate.resolve("10.2.0.1")).isInstanceOf(EgressRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "host/8"})
  void aNetworkThatIsNoneIsRefusedWithAnExample(String network) {
    assertThatThrownBy(() -> EgressGate.builder().allowNetwork(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.0/8");
  }

  @Test
  void aHostIsGivenWithoutSchemeOrPath() {
    assertThatThrownBy(() -> EgressGate.builder().allowHost("http://localhost/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without scheme");
  }

  private static EgressGate.Builder gate() {
    return EgressGate.builder()
        .resolver(
            host -> {
              if (InetAddresses.isInetAddress(host)) {
                return List.of(InetAddresses.forString(host));
              }
              if (!NAMES.containsKey(host)) {
                throw new UnknownHostException(host);
              }
              return NAMES.get(host).stream().map(InetAddresses::forString).toList();
            });
  }
}
