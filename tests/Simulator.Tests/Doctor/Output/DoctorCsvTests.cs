using ScaleSim.Simulator.Doctor.Output;

namespace ScaleSim.Simulator.Tests.Doctor.Output;

public sealed class DoctorCsvTests
{
    [Fact]
    public void Write_HasALinePerCheck_QuotedWhereNeeded()
    {
        const string Expected = """"
            name,status,message,reason,fix,link,repair
            engine,ok,"Docker Engine 28.5.2, API 1.51",,,,
            pids,failed,"13,303 threads are needed; 800 of kernel.pid_max 1,000 are free.","Threads and processes share one number range; when it is used up, nothing starts.","As root, and in a file under /etc/sysctl.d to keep it:
            sysctl -w kernel.pid_max=4194304",https://example.org/limits,
            conntrack,notChecked,/proc/sys/net/netfilter/nf_conntrack_max can't be read here.,,,,
            guard-route,ok,Strays for 198.18.0.0/15 end [here].,,,,"Added. To undo:
            ip route del unreachable 198.18.0.0/15"

            """";
        using StringWriter writer = new();

        DoctorCsv.Write(DoctorReports.Mixed, writer);

        Assert.Equal(Expected, writer.ToString());
    }
}
